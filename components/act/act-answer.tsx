'use client';

import { CircleAlert, CircleCheck, CircleHelp } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { WriteAnswer } from '@/lib/health/act/source-action';
import { CopyButton } from '../copy-button';

const LOOKS = {
  accepted: { icon: CircleCheck, text: 'text-healthy' },
  refused: { icon: CircleAlert, text: 'text-failing' },
  unknown: { icon: CircleHelp, text: 'text-degraded' },
} as const;

/** What a write was answered: method, address, status and Coveo's request id. */
function ActAnswer({ answer }: { answer: WriteAnswer }) {
  const { icon: Icon, text } = LOOKS[answer.outcome];
  return (
    <div className="flex min-w-0 gap-2 text-xs">
      <Icon aria-hidden className={`mt-0.5 size-3.5 shrink-0 ${text}`} />
      <div className="min-w-0">
        <code className="[overflow-wrap:anywhere]">
          {answer.method} {answer.url}
        </code>
        <dl className="flex flex-wrap items-center gap-x-4 gap-y-0.5">
          <div className="flex gap-1.5">
            <dt className="text-muted">Status</dt>
            <dd className="tabular font-medium">{answer.status ?? 'no answer'}</dd>
          </div>
          <div className="flex min-w-0 items-center gap-1.5">
            <dt className="shrink-0 text-muted">Request id</dt>
            <dd className="flex min-w-0 items-center font-mono">
              <span className="truncate">{answer.requestId ?? 'none'}</span>
              {answer.requestId !== null && <CopyButton text={answer.requestId} what="request id" />}
            </dd>
          </div>
        </dl>
      </div>
    </div>
  );
}

/** What several writes were answered, in their order. */
export function ActAnswers({ answers }: { answers: readonly WriteAnswer[] }) {
  return answers.map((answer, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: answers only ever grow at their end.
    <ActAnswer key={`${answer.call} ${index}`} answer={answer} />
  ));
}

/** What came of an action: the sentence, and every answer behind it. It takes the focus where what was pressed has gone. */
export function ActOutcome({ text, answers }: { text: string; answers: readonly WriteAnswer[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus();
  }, []);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="status"
      aria-label="What came of it"
      className="grid gap-2 rounded-md border border-line bg-sunken px-3 py-2 outline-none"
    >
      <p className="max-w-prose text-pretty [overflow-wrap:anywhere]">{text}</p>
      <ActAnswers answers={answers} />
    </div>
  );
}

/** Why nothing was sent, or why it is not known what came of it. */
export function ActFailure({ text }: { text: string }) {
  return (
    <p
      role="alert"
      className="rounded-md border border-degraded-line bg-degraded-soft px-3 py-2 text-pretty [overflow-wrap:anywhere]"
    >
      {text}
    </p>
  );
}
