import type { CapsuleContent } from '@/lib/health/capsule/capsule-content';
import { VerdictBadge } from '../verdict-badge';
import { withoutLabel } from '../verdict-words';

type Verdict = Extract<CapsuleContent, { kind: 'timeline' }>['verdict'];

/** The verdict of then, with its reasons. */
export function PreservedVerdict({ verdict, reasons }: { verdict: Verdict; reasons: readonly string[] }) {
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-1 px-4 py-3">
      <VerdictBadge verdict={verdict} />
      <ul className="grid min-w-0 flex-1 basis-80 gap-0.5 leading-6">
        {reasons.map((reason) => (
          <li key={reason} className="text-pretty [overflow-wrap:anywhere]">
            {withoutLabel(verdict, reason)}
          </li>
        ))}
      </ul>
    </div>
  );
}
