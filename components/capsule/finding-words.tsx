'use client';

import type { CapsuleFinding } from '@/lib/health/capsule/capsule-content';
import { AssumptionsBlock } from '../assumptions-block';
import { ArticleLink } from '../catalogue/article-link';
import { FixSteps } from '../catalogue/fix-steps';
import { WordBlock } from '../catalogue/word-block';
import { CodeText } from '../code-text';
import { ConfidenceBlock } from '../confidence-block';
import { ACTOR_WORDS } from '../finding-words';
import { ItemList, itemsTitle } from '../item-list';
import { CapsuleCalls, CapsuleRows } from './capsule-rows';

/** All that was preserved of a finding: what was seen, why, what to do and who must, and the rows or recorded calls that prove it. */
export function CapsuleFindingWords({
  finding,
  organization,
}: {
  finding: CapsuleFinding;
  organization: string;
}) {
  const { text, whatHappened, cause, fix, actor, items, assumptions } = finding;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 px-4 py-3.5">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 gap-y-4 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <WordBlock level={3} title="What was seen">
            <CodeText text={text} />
          </WordBlock>
          <WordBlock level={3} title="What happened">
            <CodeText text={whatHappened} />
          </WordBlock>
          <WordBlock level={3} title="Likely cause">
            <CodeText text={cause} />
          </WordBlock>
          <ConfidenceBlock level={3} finding={finding} />
        </div>
        <div className="grid content-start gap-4">
          <WordBlock level={3} title={`How to fix it · ${ACTOR_WORDS[actor]}`}>
            <FixSteps steps={fix} />
          </WordBlock>
          <AssumptionsBlock level={3} assumptions={assumptions} />
          {items.total > 0 && (
            <WordBlock level={3} title={itemsTitle(items)}>
              <ItemList items={items} />
            </WordBlock>
          )}
          <p>
            <ArticleLink article={finding.article} />
          </p>
        </div>
      </div>
      <CapsuleCalls finding={finding} />
      <CapsuleRows finding={finding} organization={organization} />
    </div>
  );
}
