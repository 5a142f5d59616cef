import Link from 'next/link';
import type { ReactNode } from 'react';
import { stepsOf } from '@/lib/diagnosis/markdown';
import type { Diagnosis } from '@/lib/diagnosis/report';
import { retryWords } from '@/lib/problems/advice';
import { ArticleLink } from '../catalogue/article-link';
import { FixSteps } from '../catalogue/fix-steps';
import { knownProblem } from '../catalogue/known-problem';
import { WordBlock } from '../catalogue/word-block';
import { CodeText } from '../code-text';
import { ACTOR_WORDS } from '../finding-words';
import { CONFIDENCE_WORDS } from './confidence-words';
import { DecidingStep } from './deciding-step';

/** All that is known about a diagnosis: how sure and why, who acts, what happened, what to do, what would prove it wrong. */
export function DiagnosisDetail(props: { diagnosis: Diagnosis; number: number; onPasteAnswer: () => void }) {
  const { diagnosis, number, onPasteAnswer } = props;
  const words = knownProblem(diagnosis.problem)?.words;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <dl className="grid gap-x-6 gap-y-2 border-line border-y py-2.5 sm:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <Answer title="How sure">
          <strong className="font-semibold">{CONFIDENCE_WORDS[diagnosis.confidence].label}.</strong>{' '}
          {diagnosis.reasons.length === 0 ? (
            CONFIDENCE_WORDS[diagnosis.confidence].meaning
          ) : (
            <CodeText text={diagnosis.reasons.join(' ')} />
          )}
        </Answer>
        <Answer title="Who must act">
          <strong className="font-semibold">{ACTOR_WORDS[diagnosis.owner]}</strong>
        </Answer>
        <Answer title="Sending it again">
          <CodeText text={retryWords(diagnosis)} />
        </Answer>
      </dl>
      {words && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-4 xl:grid-cols-2">
          <div className="grid content-start gap-4">
            <WordBlock level={3} title="What happened">
              <CodeText text={words.whatHappened} />
            </WordBlock>
            <WordBlock level={3} title="Likely cause">
              <CodeText text={words.cause} />
            </WordBlock>
            <WordBlock level={3} title="What would prove it wrong">
              <CodeText text={diagnosis.wrongIf} />
            </WordBlock>
          </div>
          <div className="grid content-start gap-4">
            <WordBlock level={3} title="How to fix it">
              <FixSteps steps={stepsOf(diagnosis, words.fix)} />
            </WordBlock>
            {words.mistakes.length > 0 && (
              <details className="group max-w-prose">
                <summary className="min-h-6 w-fit font-medium text-faint text-xs leading-6 hover:text-ink">
                  Common mistakes ({words.mistakes.length})
                </summary>
                <ul className="mt-1 grid list-disc gap-1 pl-5 text-pretty marker:text-faint">
                  {words.mistakes.map((mistake) => (
                    <li key={mistake}>
                      <CodeText text={mistake} />
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {words.unsure !== null && (
              <WordBlock level={3} title="What is not known">
                <span className="text-muted">
                  <CodeText text={words.unsure} />
                </span>
              </WordBlock>
            )}
          </div>
        </div>
      )}
      {diagnosis.decidedBy !== null && (
        <DecidingStep number={number} decidedBy={diagnosis.decidedBy} onPasteAnswer={onPasteAnswer} />
      )}
      {words && (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
          <ArticleLink article={words.article} />
          <Link
            href={`/problems/${diagnosis.problem}`}
            className="inline-flex min-h-6 items-center text-accent underline underline-offset-4"
          >
            All about this problem
          </Link>
        </p>
      )}
    </div>
  );
}

function Answer({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-faint text-xs">{title}</dt>
      <dd className="text-pretty [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
