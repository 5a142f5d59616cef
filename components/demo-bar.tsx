import { FlaskConical } from 'lucide-react';

/** Says on every page of the sandbox that nothing on it is real. */
export function DemoBar() {
  return (
    <aside aria-label="Demo data" className="border-demo/25 border-b bg-demo-soft text-demo">
      <p className="mx-auto flex min-h-7 max-w-[90rem] items-center gap-2 px-4 py-1 text-xs sm:px-6">
        <FlaskConical aria-hidden className="size-3.5 shrink-0" />
        <span>
          <strong className="font-semibold tracking-wide">DEMO DATA</strong> — a simulated Coveo organization
          that ships with Pushscope. Nothing here is real.{' '}
          {/* Not a Link: the address is the sandbox's own, and only a whole request for a page leads to this one. */}
          <a href="/sandbox" className="underline decoration-current/40 underline-offset-4">
            About the sandbox
          </a>
        </span>
      </p>
    </aside>
  );
}
