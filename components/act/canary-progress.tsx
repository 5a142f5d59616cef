import { clsx } from 'clsx';
import { Check, CircleHelp, LoaderCircle, TriangleAlert, X } from 'lucide-react';
import Link from 'next/link';
import {
  type Canary,
  type CanaryStage,
  isLeftBehind,
  type SourceAction,
} from '@/lib/health/act/source-action';
import { stageTime } from '../item/stage-time';
import { Moment } from '../moment';
import { ActAnswers } from './act-answer';

const PROVED = {
  indexed: [Check, 'text-healthy'],
  lost: [X, 'text-failing'],
  refused: [X, 'text-failing'],
  'not seen': [CircleHelp, 'text-degraded'],
} as const;

/**
 * A canary on its way in and out: each stage with its time, what was answered, and, in red, that it is not gone yet.
 * `unfollowed`: why no answer came to how it stands, so that this may be over; null where one did.
 */
export function CanaryProgress(props: { action: SourceAction; canary: Canary; unfollowed: string | null }) {
  const { action, canary, unfollowed } = props;
  const { state, push, stages, arrival, deletions, leaving, notes } = canary;
  return (
    <div
      className={clsx(
        'grid gap-3 rounded-md border px-3 py-2',
        action.open ? 'border-failing-line bg-failing-soft' : 'border-line bg-sunken',
      )}
    >
      <p
        role="status"
        aria-label="How the canary stands"
        className="flex gap-2 text-pretty [overflow-wrap:anywhere]"
      >
        <Sign canary={canary} running={action.running && unfollowed === null} />
        <span className="min-w-0">
          {action.open && <strong className="font-semibold text-failing">Not deleted yet. </strong>}
          {action.detail.text}
          {isLeftBehind(action) && state !== 'left' && ' Nobody is at it at this moment.'}
        </span>
      </p>
      <p className="text-muted text-xs [overflow-wrap:anywhere]">
        <code>{canary.uri}</code> · {action.who} · <Moment iso={action.at} precise />
        {canary.secured && ' · with permissions that let nobody find it'}
      </p>
      {push !== null && <Way title="In" answers={[push]} stages={stages} first="after the answer" />}
      {arrival?.problem != null && (
        <p className="text-xs">
          What is known of it:{' '}
          <Link href={`/problems/${arrival.problem.id}`} className="text-accent underline underline-offset-4">
            {arrival.problem.title.replaceAll('`', '')}
          </Link>
        </p>
      )}
      {deletions.length > 0 && (
        <Way title="Out" answers={deletions} stages={leaving} first="after the deletion’s answer" />
      )}
      {action.open && unfollowed !== null && (
        <p role="alert" className="text-pretty">
          It cannot be followed at this moment, and what stands here is as of{' '}
          <Moment iso={canary.asOf} precise />. {unfollowed} It is asked again by itself.
        </p>
      )}
      {notes.map(({ at, text }) => (
        <p key={at} className="text-muted text-xs text-pretty">
          <Moment iso={at} precise /> {text}
        </p>
      ))}
    </div>
  );
}

/** What the canary proved once it is gone; that it is not gone yet before. */
function Sign({ canary, running }: { canary: Canary; running: boolean }) {
  if (canary.state === 'gone') {
    const [Icon, text] = PROVED[canary.arrival?.end ?? 'not seen'];
    return <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', text)} />;
  }
  if (running)
    return (
      <LoaderCircle
        aria-hidden
        className="mt-0.5 size-4 shrink-0 animate-spin text-failing motion-reduce:animate-none"
      />
    );
  return <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-failing" />;
}

function Way(props: {
  title: string;
  answers: Canary['deletions'];
  stages: readonly CanaryStage[];
  first: string;
}) {
  const { title, answers, stages, first } = props;
  return (
    <div className="grid gap-1.5">
      <h3 className="font-medium text-faint text-xs">{title}</h3>
      <ActAnswers answers={answers} />
      {stages.length > 0 && (
        <ol aria-label={`Stages, ${title.toLowerCase()}`} className="grid gap-1">
          {stages.map(({ task, result, at, afterMs }, index) => {
            const isBad = result === 'REJECTED' || result === 'ERROR';
            const Icon = isBad ? X : Check;
            return (
              <li key={`${task} ${at}`} className="flex flex-wrap items-center gap-x-2 text-xs">
                <Icon
                  aria-hidden
                  className={clsx('size-3.5 shrink-0', isBad ? 'text-failing' : 'text-healthy')}
                />
                <span className="font-medium">{task || 'unnamed stage'}</span>
                <span className="text-muted">{result}</span>
                <span className="tabular">
                  {stageTime(afterMs)} {index === 0 ? first : 'later'}
                </span>
                <span className="text-faint">
                  <Moment iso={at} precise />
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}
