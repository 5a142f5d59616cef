import { WordBlock } from './catalogue/word-block';
import { CodeText } from './code-text';

/** What a finding takes for granted; nothing where it takes nothing so. */
export function AssumptionsBlock({ assumptions, level }: { assumptions: readonly string[]; level: 3 | 4 }) {
  if (assumptions.length === 0) return null;
  return (
    <WordBlock level={level} title="Assumptions">
      <ul className="grid list-disc gap-1 pl-5 text-muted marker:text-faint">
        {assumptions.map((assumption) => (
          <li key={assumption}>
            <CodeText text={assumption} />
          </li>
        ))}
      </ul>
    </WordBlock>
  );
}
