import { KeyRound } from 'lucide-react';
import type { NeededPrivilege } from '@/lib/health/connection/connection-report';

/** The key to make for Pushscope: privileges by name, and nothing else. */
export function NarrowKey({ needed }: { needed: readonly NeededPrivilege[] }) {
  return (
    <>
      <ul className="grid gap-2">
        {needed.map(({ name, privilege, reads, optional }) => (
          <li key={name} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
            <KeyRound aria-hidden className="mt-0.5 size-4 text-muted" />
            <div>
              <p>
                <strong className="font-semibold">{name}</strong>{' '}
                <code className="text-muted text-xs">
                  {privilege.targetDomain} {privilege.type} {privilege.targetId}
                </code>
                {optional && <span className="text-muted text-xs"> if you like</span>}
              </p>
              <p className="text-muted text-xs">For {reads}.</p>
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-pretty text-muted text-xs">
        An API key with these alone can read, and change nothing. Whoever gets hold of it can read as much.
      </p>
    </>
  );
}
