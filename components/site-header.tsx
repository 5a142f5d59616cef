import Link from 'next/link';
import { type Connected, PlaceMenu } from './place-menu';
import { ShortcutsHelp } from './shortcuts-help';
import type { Place } from './shown-place';
import { SiteLinks } from './site-links';
import type { Theme } from './theme';
import { ThemeToggle } from './theme-toggle';

/**
 * The bar on top of every page. It stays in sight, on narrow screens its second line: which organization one looks at,
 * and the way to the others. `demo` is null where the sandbox is switched off.
 */
export function SiteHeader(props: { theme: Theme; connections: readonly Connected[]; demo: Place | null }) {
  const { theme, connections, demo } = props;
  return (
    <header className="sticky -top-11 z-30 border-line border-b bg-surface sm:top-0 print:hidden">
      <div className="mx-auto flex max-w-[90rem] flex-wrap items-center gap-x-3 px-4 max-sm:pb-1 sm:h-11 sm:px-6">
        <Link href="/" className="flex h-11 items-center gap-2 font-semibold text-sm tracking-tight">
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
        <div className="flex min-w-0 items-center gap-1 max-sm:-mx-1 max-sm:basis-full sm:ml-auto">
          <div className="mr-auto min-w-0">
            <PlaceMenu connections={connections} demo={demo} />
          </div>
          <ShortcutsHelp />
          <ThemeToggle theme={theme} />
        </div>
      </div>
    </header>
  );
}
