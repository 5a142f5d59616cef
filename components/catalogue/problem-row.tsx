import Link from 'next/link';
import type { Problem } from '@/lib/problems/problem';
import { CodeText } from '../code-text';
import { ACTOR_WORDS } from '../finding-words';
import { Tag } from '../ui/tag';
import { SignTags } from './sign-tags';

/** How many codes of a problem its row shows. */
const MAX_CODES = 2;

/** A problem as one row; all of it leads to its page. */
export function ProblemRow({ problem }: { problem: Problem }) {
  const { id, words, signs } = problem;
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 px-4 py-2 hover:bg-hover has-[a:focus-visible]:bg-hover lg:grid-cols-[minmax(0,20rem)_minmax(0,1fr)_7.5rem]">
      <div className="grid min-w-0 gap-1">
        <Link
          href={`/problems/${id}`}
          className="font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
        >
          <CodeText text={words.title} />
        </Link>
        <SignTags signs={signs} most={MAX_CODES} />
      </div>
      <p className="line-clamp-2 text-muted text-pretty max-lg:order-last max-lg:col-span-2">
        <CodeText text={words.whatHappened} />
      </p>
      <span className="justify-self-end">
        <Tag>
          <span className="sr-only">Who must act: </span>
          {ACTOR_WORDS[words.actor]}
        </Tag>
      </span>
    </li>
  );
}
