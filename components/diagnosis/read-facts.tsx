import type { DiagnosisReport } from '@/lib/diagnosis/report';
import { countOf } from '@/lib/problems/phrasing';
import { CodeText } from '../code-text';
import { Panel } from '../ui/panel';
import { FactTable } from './fact-table';
import { RemovedSecrets } from './removed-secrets';
import { SourcePageLinks } from './source-page-links';

/** What was read: facts, where to look further, and what was removed; notes too, where a diagnosis stands in their place. */
export function ReadFacts({ report }: { report: DiagnosisReport }) {
  const { diagnoses, facts, notes, redactions } = report;
  return (
    <Panel
      id="facts"
      title="What was read"
      note={facts.length === 0 ? undefined : countOf(facts.length, 'fact')}
    >
      {diagnoses.length > 0 && notes.length > 0 && (
        <ul className="grid gap-1 border-line border-b bg-sunken/60 px-4 py-2.5">
          {notes.map((note) => (
            <li key={note} className="max-w-prose text-pretty">
              <CodeText text={note} />
            </li>
          ))}
        </ul>
      )}
      <FactTable facts={facts} />
      <SourcePageLinks facts={facts} />
      <RemovedSecrets redactions={redactions} />
    </Panel>
  );
}
