import type { Finding } from '@/lib/problems/finding';
import { WordBlock } from './catalogue/word-block';
import { CodeText } from './code-text';
import { FINDING_CONFIDENCE } from './finding-words';

/** How sure a finding is, and why it is no surer. */
export function ConfidenceBlock(props: {
  finding: Pick<Finding, 'confidence' | 'confidenceReason'>;
  level: 3 | 4;
}) {
  const { finding, level } = props;
  return (
    <WordBlock level={level} title="How sure">
      <strong className="font-medium">{FINDING_CONFIDENCE[finding.confidence]}</strong>
      {finding.confidenceReason !== null && (
        <>
          {': '}
          <CodeText text={finding.confidenceReason} />
        </>
      )}
    </WordBlock>
  );
}
