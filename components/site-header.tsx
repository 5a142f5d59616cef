import Link from 'next/link';
import { ShortcutsHelp } from './shortcuts-help';
import { SiteLinks } from './site-links';
import type { Theme } from './theme';
import { ThemeToggle } from './theme-toggle';

/** The bar on top of every page. */
export function SiteHeader({ theme }: { theme: Theme }) {
  return (
    <header className="border-line border-b bg-surface print:hidden">
      <div className="mx-auto flex h-11 max-w-[90rem] items-center gap-3 px-4 sm:px-6">
        <Link href="/" className="flex items-center gap-2 font-semibold text-sm tracking-tight">
          <svg aria-hidden="true" viewBox="0 0 32 32" className="size-5">
            <rect width="32" height="32" rx="7" fill="#1d55cf" />
            <path
              d="M6 22h5v-7h5v4h5v-9h5"
              fill="none"
              stroke="#fff"
              strokeWidth="3"
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </svg>
          Pushscope
        </Link>
        <SiteLinks />
        <div className="ml-auto flex items-center gap-1">
          <ShortcutsHelp />
          <ThemeToggle theme={theme} />
        </div>
      </div>
    </header>
  );
}
