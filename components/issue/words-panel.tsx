import Link from 'next/link';
import type { CapturedIssue } from '@/lib/health/issue/captured-issue';
import { AssumptionsBlock } from '../assumptions-block';
import { ArticleLink } from '../catalogue/article-link';
import { FixSteps } from '../catalogue/fix-steps';
import { WordBlock } from '../catalogue/word-block';
import { CodeText } from '../code-text';
import { ACTOR_WORDS } from '../finding-words';
import { Panel } from '../ui/panel';

/** What this kind of problem is, why it happens, how it is mended and by whom. */
export function WordsPanel({ finding }: { finding: CapturedIssue['finding'] }) {
  const { problem, whatHappened, cause, fix, actor, article, assumptions } = finding;
  return (
    <Panel
      id="words"
      title="What to do"
      note={`${ACTOR_WORDS[actor]} must act`}
      aside={
        <Link href={`/problems/${problem}`} className="text-accent text-xs underline underline-offset-4">
          All about this problem
        </Link>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-4 px-4 py-3 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <WordBlock level={3} title="What happened">
            <CodeText text={whatHappened} />
          </WordBlock>
          <WordBlock level={3} title="Likely cause">
            <CodeText text={cause} />
          </WordBlock>
        </div>
        <div className="grid content-start gap-4">
          <WordBlock level={3} title="How to fix it">
            <FixSteps steps={fix} />
          </WordBlock>
          <AssumptionsBlock level={3} assumptions={assumptions} />
          <p>
            <ArticleLink article={article} />
          </p>
        </div>
      </div>
    </Panel>
  );
}
