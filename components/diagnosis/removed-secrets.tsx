import { ShieldCheck } from 'lucide-react';
import type { DiagnosisReport } from '@/lib/diagnosis/report';
import { NOT_COVERED } from '@/lib/redaction/not-covered';
import { CodeText } from '../code-text';
import { removedWords } from './removed-words';

/** What redaction removed, and what it does not find. */
export function RemovedSecrets({ redactions }: { redactions: DiagnosisReport['redactions'] }) {
  const removed = removedWords(redactions);
  return (
    <div className="border-line border-t px-4 py-2.5">
      <p className="flex gap-2">
        <ShieldCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
        <span>
          {removed === null ? (
            'No secret was found in it.'
          ) : (
            <>
              Removed: <strong className="font-semibold">{removed}</strong>.
            </>
          )}
        </span>
      </p>
      <details className="mt-1">
        <summary className="min-h-6 w-fit text-muted text-xs leading-6 hover:text-ink">
          What is not found, and may still be in it
        </summary>
        <ul className="mt-1 grid list-disc gap-1 pl-5 text-muted text-pretty text-xs marker:text-faint">
          {NOT_COVERED.map((sentence) => (
            <li key={sentence}>
              <CodeText text={sentence} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}
