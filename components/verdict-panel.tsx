import { clsx } from 'clsx';
import type { Health } from '@/lib/health/health';
import { formatCount } from '@/lib/problems/phrasing';
import { callName } from './call-words';
import { Moment } from './moment';
import { holesIn, isCounted, isNothingRead } from './read-group';
import { VERDICT_WORDS, withoutLabel } from './verdict-words';

/** The verdict in one sentence, its further reasons, and what it rests on. A reason leads to its finding. */
export function VerdictPanel({ health, onShow }: { health: Health; onShow: (problem: string) => void }) {
  const { label, icon: Icon, text, surface } = VERDICT_WORDS[health.verdict];
  const [first, ...others] = health.reasons;
  const shown = new Set(health.findings.map((finding) => finding.problem));
  const headline = withoutLabel(health.verdict, first?.text ?? label);
  const { reads } = health.coverage;
  const nothingRead = isNothingRead(reads);
  const missing = [
    ...new Set(
      holesIn(reads, health.judged).map(({ call }) =>
        callName(call).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()),
      ),
    ),
  ];
  return (
    <section
      aria-labelledby="verdict-title"
      className={clsx('flex flex-wrap gap-x-8 gap-y-3 rounded-lg border px-4 py-3', surface)}
    >
      <div className="flex min-w-0 flex-[1_1_32rem] gap-3">
        <Icon aria-hidden className={clsx('mt-0.5 size-6 shrink-0', text)} />
        <div className="min-w-0">
          <h2 id="verdict-title" className="text-base leading-6">
            <span className={clsx('font-semibold', text)}>{label}</span>
            {headline !== label && (
              <span className="font-medium">
                <span className="sr-only">: </span>
                <span aria-hidden className="text-faint max-sm:hidden">
                  {' · '}
                </span>
                <br aria-hidden className="sm:hidden" />
                <ReasonText reason={{ ...first, text: headline }} shown={shown} onShow={onShow} />
              </span>
            )}
          </h2>
          {others.length > 0 && (
            <ul className="mt-1 grid gap-0.5 text-muted">
              {others.map((reason) => (
                <li key={`${reason.problem ?? ''}${reason.text}`}>
                  <ReasonText reason={reason} shown={shown} onShow={onShow} />
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      <dl className="grid min-w-0 grid-cols-[auto_minmax(0,1fr)] content-start gap-x-3 text-xs leading-6">
        <dt className="text-muted">{nothingRead ? 'Asked for' : 'Judged on'}</dt>
        <dd>
          <Moment iso={health.judged.from} /> to <Moment iso={health.judged.to} />
        </dd>
        <dt className="text-muted">Read</dt>
        <dd className="tabular">
          <a
            href="#coverage"
            className="inline-block min-h-6 leading-6 underline decoration-current/40 underline-offset-4"
          >
            {formatCount(health.coverage.rowsRead)}
            {health.coverage.rowsCounted !== null && ` of ${formatCount(health.coverage.rowsCounted)}`} rows
          </a>
          {', '}
          {health.coverage.complete ? (
            'complete'
          ) : isCounted(health, health.judged) ? (
            'the others counted'
          ) : (
            <>
              <strong className="font-semibold text-degraded">not complete</strong>
              {missing.length > 0 && `: ${missing.join(', ')}`}
            </>
          )}
        </dd>
        <dt className="text-muted">Cannot be seen</dt>
        <dd>
          <a
            href="#blind-spots"
            className="inline-block min-h-6 leading-6 underline decoration-current/40 underline-offset-4"
          >
            {health.blindSpots.length} blind spots
          </a>
          {health.notChecked.length > 0 && (
            <>
              {' · '}
              <a
                href="#not-checked"
                className="inline-block min-h-6 leading-6 underline decoration-current/40 underline-offset-4"
              >
                {health.notChecked.length} not checked
              </a>
            </>
          )}
        </dd>
      </dl>
    </section>
  );
}

function ReasonText(props: {
  reason: { text: string; problem?: string };
  shown: ReadonlySet<string>;
  onShow: (problem: string) => void;
}) {
  const { reason, shown, onShow } = props;
  const { problem, text } = reason;
  if (problem === undefined || !shown.has(problem)) return text;
  return (
    // biome-ignore lint/a11y/useValidAnchor: it leads to the findings, opens the right one, and must wrap like text.
    <a
      href="#findings"
      onClick={(event) => {
        event.preventDefault();
        onShow(problem);
      }}
      className="underline decoration-current/30 underline-offset-4 hover:decoration-current"
    >
      {text}
    </a>
  );
}
