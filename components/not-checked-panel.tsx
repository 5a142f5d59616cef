import type { NotChecked } from '@/lib/health/health';
import { countOf } from '@/lib/problems/phrasing';
import { Panel } from './ui/panel';

/** The problems that could not be looked for, gathered by the reason: they are not clear. */
export function NotCheckedPanel({ notChecked }: { notChecked: readonly NotChecked[] }) {
  const reasons = new Map<string, NotChecked[]>();
  for (const each of notChecked) {
    const key = [each.why, each.call, each.status, each.requestId].join('|');
    reasons.set(key, [...(reasons.get(key) ?? []), each]);
  }
  return (
    <Panel
      id="not-checked"
      title="Not checked"
      note={
        notChecked.length === 0
          ? 'Every known problem was looked for.'
          : countOf(notChecked.length, 'problem')
      }
    >
      <ul className="divide-y divide-line">
        {[...reasons].map(([key, [first, ...others]]) => (
          <li key={key} className="px-4 py-2">
            <ul className="grid gap-x-4 font-medium sm:grid-cols-2">
              {[first, ...others].map((each) => each && <li key={each.problem}>{each.title}</li>)}
            </ul>
            <p className="mt-0.5 text-muted text-pretty">
              <span className="text-ink">not checked</span>: {first?.why}
            </p>
            {first?.call !== undefined && (
              <p className="tabular text-faint text-xs [overflow-wrap:anywhere]">
                <code>{first.call}</code> answered {first.status ?? 'nothing'}
                {first.requestId !== undefined && `, request id ${first.requestId}`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
