'use client';

import { clsx } from 'clsx';
import type { FixVerification, Followed, FollowedStage } from '@/lib/health/fix/fix-verification';
import { Moment } from '../moment';
import { useShownZone } from '../shown-zone';
import { ScrollRegion } from '../ui/scroll-region';
import { STAGE_WORDS, stageOrder, taskWord } from './verification-words';

/** The items or batches that a verification follows, each at its stage, in the order that its state asks for. */
export function VerificationItems({ verification }: { verification: FixVerification }) {
  const { followed, plan, state } = verification;
  const what = plan.subject === 'batches' ? 'Followed batches' : 'Followed items';
  const order = stageOrder(state);
  const ordered = [...followed].sort((a, b) => order.indexOf(a.stage.kind) - order.indexOf(b.stage.kind));
  const zone = useShownZone();
  return (
    <section className="min-w-0">
      <h3 className="mb-1 font-medium text-faint text-xs">
        {what}, each at its stage; times in {zone}
      </h3>
      <ScrollRegion label={what} className="max-h-72">
        <ol className="divide-y divide-line">
          {ordered.map(({ name, stage, steps }) => {
            const words = STAGE_WORDS[stage.kind];
            return (
              <li
                key={name}
                className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 gap-y-0.5 px-3 py-1.5 sm:grid-cols-[auto_minmax(0,1fr)_auto]"
              >
                <words.icon aria-hidden className={clsx('mt-0.5 size-4', words.text)} />
                <p
                  className="truncate font-mono text-xs leading-5 max-sm:whitespace-normal max-sm:[overflow-wrap:anywhere]"
                  title={name}
                >
                  {name}
                </p>
                <p className={clsx('text-xs leading-5 max-sm:col-start-2', words.text)}>
                  <span className="font-medium">{words.label}</span>
                  <StageDetail stage={stage} />
                </p>
                {steps.length > 0 && <Steps steps={steps} ended={stage.kind !== 'under way'} />}
              </li>
            );
          })}
        </ol>
      </ScrollRegion>
    </section>
  );
}

function StageDetail({ stage }: { stage: FollowedStage }) {
  switch (stage.kind) {
    case 'refused':
      return stage.same ? <>: the same problem</> : <>: {stage.title}</>;
    case 'under way':
      return (
        <>
          {stage.late ? ', later than ' : ', expect by '}
          <Moment iso={stage.expectBy} precise />
        </>
      );
    case 'not read':
      return <>: {stage.why}</>;
    case 'not pushed':
      return null;
    default:
      return (
        <>
          {' '}
          <Moment iso={stage.at} precise />
        </>
      );
  }
}

/** The stages that were left since, oldest first, on one line. */
function Steps({ steps, ended }: { steps: Followed['steps']; ended: boolean }) {
  return (
    <ol
      aria-label="Stages"
      className="col-span-full flex flex-wrap items-center gap-x-1 gap-y-0.5 pl-6 text-faint text-xs"
    >
      {steps.map(({ task, result, at }, index) => (
        <li key={`${task}${at}`} className="flex items-center gap-1">
          {index > 0 && <span aria-hidden className="h-px w-3 bg-line-strong max-sm:hidden" />}
          <span
            aria-hidden
            className={clsx(
              'size-1.5 rounded-full',
              result === 'REJECTED' || result === 'ERROR' ? 'bg-failing' : 'bg-healthy',
            )}
          />
          <span className="whitespace-nowrap">
            {taskWord(task)}
            {result === 'COMPLETED' ? '' : ` ${result}`} <Moment iso={at} precise bare />
          </span>
        </li>
      ))}
      {!ended && (
        <li aria-hidden className="flex items-center gap-1">
          <span className="h-px w-3 bg-line-strong" />
          <span className="size-1.5 animate-pulse rounded-full border border-line-strong motion-reduce:animate-none" />
        </li>
      )}
    </ol>
  );
}
