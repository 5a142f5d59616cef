import type { NotChecked } from '@/lib/health/health';
import { countOf } from '@/lib/problems/phrasing';
import { Panel } from './ui/panel';

/** The problems that could not be looked for, and why: they are not clear. */
export function NotCheckedPanel({ notChecked }: { notChecked: readonly NotChecked[] }) {
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
        {notChecked.map((each) => (
          <li key={`${each.problem}${each.why}`} className="px-4 py-2">
            <p className="font-medium">{each.title}</p>
            <p className="text-muted text-pretty">
              <span className="text-ink">not checked</span>: {each.why}
            </p>
            {each.call !== undefined && (
              <p className="tabular text-faint text-xs [overflow-wrap:anywhere]">
                <code>{each.call}</code> answered {each.status ?? 'nothing'}
                {each.requestId !== undefined && `, request id ${each.requestId}`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
