import Link from 'next/link';
import type { SourceAction } from '@/lib/health/act/source-action';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';

const KINDS: Readonly<Record<SourceAction['kind'], string>> = {
  idle: 'Set IDLE',
  canary: 'Canary',
  probe: 'Probe',
};

/** What an empty list says: nothing was done only where that was read. */
const EMPTY = {
  read: 'Nothing was done to this source from here.',
  'not yet': 'Being read.',
  failed: 'It could not be read just now.',
} as const;

/** What was done to the source from here, newest first: who, when, and what came of it. `reading`: whether it was read. */
export function ActionList(props: { actions: readonly SourceAction[]; reading: keyof typeof EMPTY }) {
  const { actions, reading } = props;
  return (
    <Panel id="done" title="What was done">
      {actions.length === 0 ? (
        <p className="px-4 py-3 text-muted">{EMPTY[reading]}</p>
      ) : (
        <ol className="grid gap-3 px-4 py-3">
          {actions.map(({ id, kind, at, who, issue, open, detail }) => (
            <li key={id} className="min-w-0">
              <p className="text-faint text-xs leading-5">
                <span className="font-medium text-ink">{KINDS[kind]}</span> · {who} · <Moment iso={at} />
                {issue !== null && (
                  <>
                    {' · '}
                    <Link href={`/i/${issue}`} className="text-accent underline underline-offset-4">
                      issue {issue}
                    </Link>
                  </>
                )}
              </p>
              <p className="max-w-prose text-pretty [overflow-wrap:anywhere]">
                {open && kind === 'canary' && (
                  <strong className="font-semibold text-failing">Not deleted yet. </strong>
                )}
                {detail.text}
              </p>
              {detail.answers.length > 0 && (
                <p className="text-faint text-xs [overflow-wrap:anywhere]">
                  {detail.answers
                    .map(
                      ({ call, status, requestId }) =>
                        `${call} ${status ?? 'no answer'}${requestId === null ? '' : ` (${requestId})`}`,
                    )
                    .join(' · ')}
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
