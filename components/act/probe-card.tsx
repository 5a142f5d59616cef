'use client';

import { clsx } from 'clsx';
import { Check, CircleHelp, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProbeLine, SourceAction } from '@/lib/health/act/source-action';
import { stageTime } from '../item/stage-time';
import { Moment } from '../moment';
import { Button } from '../ui/button';
import { ActCard } from './act-card';

const NAMES: Readonly<Record<ProbeLine['name'], string>> = {
  host: 'Host',
  token: 'Token',
  source: 'Token on this source',
  clock: 'Clock',
  upload: 'Upload',
};

const LOOKS = {
  proved: { icon: Check, text: 'text-healthy', word: 'Proved' },
  failed: { icon: X, text: 'text-failing', word: 'Failed' },
  'not known': { icon: CircleHelp, text: 'text-degraded', word: 'Not known' },
  'not tried': { icon: Minus, text: 'text-faint', word: 'Not tried' },
} as const;

/** Makes a file container and uploads to it without pushing it. `last` is the newest probe that has ended; null for none. */
export function ProbeCard(props: {
  organization: string;
  curl: string;
  last: SourceAction | null;
  writing: boolean;
  busy: boolean;
  onProbe: () => void;
  children: ReactNode;
}) {
  const { organization, curl, last, writing, busy, onProbe, children } = props;
  const lines = last?.detail.probe ?? null;
  return (
    <ActCard
      id="probe"
      title="Probe"
      does="Makes a file container and uploads a few bytes to it, without pushing it: proves token, host, clock and network from here."
      to={
        <>
          The organization <strong className="font-medium">{organization}</strong>. No source and no item is
          touched.
        </>
      }
      undo="There is nothing to undo: a container that is not pushed is dropped within the hour."
      requests={[{ title: 'Requests of the probe', curl }]}
    >
      {last !== null && lines !== null && (
        <p className="text-muted text-xs [overflow-wrap:anywhere]">
          {last.who} · <Moment iso={last.at} precise />
        </p>
      )}
      {lines !== null && (
        <ul aria-label="What the probe proved" className="grid gap-1.5">
          {lines.map(({ name, state, text, ms, status, requestId }) => {
            const look = LOOKS[state];
            return (
              <li key={name} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
                <look.icon aria-hidden className={clsx('mt-0.5 size-4', look.text)} />
                <p className="min-w-0 text-pretty [overflow-wrap:anywhere]">
                  <strong className="font-medium">{NAMES[name]}</strong>{' '}
                  <span className={look.text}>{look.word}</span>. {text}{' '}
                  <span className="tabular text-faint text-xs">
                    {[
                      ms === null ? null : stageTime(ms),
                      status === null ? null : `status ${status}`,
                      requestId === null ? null : `request id ${requestId}`,
                    ]
                      .filter((part) => part !== null)
                      .join(' · ')}
                  </span>
                </p>
              </li>
            );
          })}
        </ul>
      )}
      <p className="flex flex-wrap items-center gap-2">
        <Button kind="primary" onClick={onProbe} disabled={!writing} busy={busy}>
          {busy ? 'Probing…' : lines === null ? 'Probe' : 'Probe again'}
        </Button>
        {!writing && <span className="text-muted text-xs">Writing is off.</span>}
      </p>
      {children}
    </ActCard>
  );
}
