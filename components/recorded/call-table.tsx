import Link from 'next/link';
import { answerOf, kindOfPush, type PushAnswer } from '@/lib/evidence/recorded-push';
import type { KeptPush } from '@/lib/evidence/recorded-pushes';
import { answerWords, idsOfCall, KIND_WORDS } from '@/lib/evidence/recorded-words';
import { formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { useShownZone, zoneName } from '../shown-zone';
import { ScrollRegion } from '../ui/scroll-region';

/** A recorded call, of now or as it was preserved. */
export type ShownCall = Omit<KeptPush, 'problem'> & {
  readonly problem: { readonly id: string; readonly title: string } | null;
};

/** Recorded calls, in the order given: when, what, how it was answered, and which problem that shows. */
export function CallTable({ calls, label }: { calls: readonly ShownCall[]; label: string }) {
  const zone = useShownZone();
  return (
    <ScrollRegion label={label} className="max-h-96">
      <table className="w-full border-separate border-spacing-0 text-left text-xs">
        <thead className="sticky top-0 z-10 bg-sunken text-faint">
          <tr>
            {[`Time (${zoneName(zone)})`, 'Answer', 'Call', 'Problem', 'Items', 'Ids'].map((name) => (
              <th
                key={name}
                scope="col"
                className="whitespace-nowrap border-line border-b px-3 py-1.5 font-medium"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id} className="align-top">
              <td className="tabular whitespace-nowrap border-line border-b px-3 py-1">
                <Moment iso={call.at} precise />
              </td>
              <td className="tabular border-line border-b px-3 py-1">
                <Answer call={call} />
              </td>
              <td
                className="whitespace-nowrap border-line border-b px-3 py-1"
                title={`${call.method} ${call.path}`}
              >
                {KIND_WORDS[kindOfPush(call)]} <span className="font-mono text-faint">{call.method}</span>
              </td>
              <td className="border-line border-b px-3 py-1">
                {call.problem === null ? (
                  answerOf(call) !== 'accepted' && <span className="text-muted">not recognised</span>
                ) : (
                  <Link
                    href={`/problems/${call.problem.id}`}
                    className="text-accent underline underline-offset-4"
                  >
                    {call.problem.title}
                  </Link>
                )}
              </td>
              <td className="tabular border-line border-b px-3 py-1 text-right">
                {call.items === null ? '' : formatCount(call.items)}
              </td>
              <td className="min-w-40 border-line border-b px-3 py-1 font-mono text-muted text-tiny [overflow-wrap:anywhere]">
                {idsOfCall(call).join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Answer({ call }: { call: ShownCall }) {
  const words = answerWords(call);
  // A client may call its failure by a whole sentence, which must not push the other columns out of sight.
  return (
    <span
      title={words}
      className={`line-clamp-3 w-max max-w-64 [overflow-wrap:break-word] ${ANSWER_COLOURS[answerOf(call)]}`}
    >
      {words}
    </span>
  );
}

const ANSWER_COLOURS: Readonly<Record<PushAnswer, string>> = {
  accepted: 'text-healthy',
  refused: 'text-failing',
  unanswered: 'text-degraded',
};
