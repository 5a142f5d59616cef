import { FlaskConical } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { retryWords } from '@/lib/problems/advice';
import type { Problem } from '@/lib/problems/problem';
import { CodeBlock } from '../code-block';
import { CodeText } from '../code-text';
import { ACTOR_WORDS } from '../finding-words';
import { buttonClass } from '../ui/button';
import { ArticleLink } from './article-link';
import { FixSteps } from './fix-steps';
import { SignTags } from './sign-tags';
import { WordBlock } from './word-block';

/** Everything known about one problem. */
export function ProblemPage({ problem }: { problem: Problem }) {
  const { id, words, signs, example } = problem;
  return (
    <article className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-72 gap-1.5">
          <p className="text-xs">
            <Link
              href="/problems"
              className="inline-flex min-h-6 items-center text-muted underline decoration-current/40 underline-offset-4 hover:text-ink"
            >
              Known problems
            </Link>
          </p>
          <h1 className="text-balance font-semibold text-xl tracking-tight">
            <CodeText text={words.title} />
          </h1>
          <SignTags signs={signs} />
        </div>
        <p className="flex flex-wrap items-center gap-2">
          {example !== null && (
            <Link href={`/diagnose?example=${id}`} className={buttonClass('primary')}>
              <FlaskConical aria-hidden className="size-3.5" />
              Try the example
            </Link>
          )}
          {/* Not a Link: what is there is no page. */}
          <a href={`/problems/${id}.md`} className={buttonClass('plain')}>
            As Markdown
          </a>
        </p>
      </header>
      <dl className="grid rounded-lg border border-line bg-surface sm:grid-cols-3 sm:divide-x sm:divide-line max-sm:divide-y max-sm:divide-line">
        <Answer title="Who must act">
          <strong className="font-semibold">{ACTOR_WORDS[words.actor]}</strong>
        </Answer>
        <Answer title="Sending it again">
          <CodeText text={retryWords(words)} />
        </Answer>
        <Answer title="Coveo’s article">
          <ArticleLink article={words.article} />
        </Answer>
      </dl>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-5 rounded-lg border border-line bg-surface px-4 py-4 lg:grid-cols-2">
        <div className="grid content-start gap-5">
          <WordBlock level={2} title="What happened">
            <CodeText text={words.whatHappened} />
          </WordBlock>
          <WordBlock level={2} title="Likely cause">
            <CodeText text={words.cause} />
          </WordBlock>
        </div>
        <div className="grid content-start gap-5">
          <WordBlock level={2} title="How to fix it">
            <FixSteps steps={words.fix} />
          </WordBlock>
          {words.mistakes.length > 0 && (
            <WordBlock level={2} title="Common mistakes">
              <ul className="grid list-disc gap-1.5 pl-5 marker:text-faint">
                {words.mistakes.map((mistake) => (
                  <li key={mistake}>
                    <CodeText text={mistake} />
                  </li>
                ))}
              </ul>
            </WordBlock>
          )}
        </div>
        <div className="border-line border-t pt-3 text-muted lg:col-span-2">
          <WordBlock level={2} title="What is not known">
            <CodeText
              text={
                words.unsure ??
                'Coveo documents the error, its cause and its fix; the common mistakes are experience.'
              }
            />
          </WordBlock>
        </div>
      </div>
      {example !== null && (
        <div className="rounded-lg border border-line bg-surface px-4 py-3">
          <CodeBlock title="What it looks like: a made-up example" text={example} />
        </div>
      )}
    </article>
  );
}

function Answer({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-2.5">
      <dt className="text-faint text-xs">{title}</dt>
      <dd className="text-pretty">{children}</dd>
    </div>
  );
}
