import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { nothingWords } from '@/lib/diagnosis/nothing-words';
import type { DiagnosisReport } from '@/lib/diagnosis/report';
import { CodeText } from '../code-text';

/** Says plainly that no known problem is recognised, what the text is, and which share a sign with it. It guesses no cause. */
export function NoDiagnosis({ report }: { report: DiagnosisReport }) {
  const { nearest, notes } = report;
  const { title, next } = nothingWords(report);
  return (
    <section
      aria-labelledby="diagnosis-title"
      className="min-w-0 rounded-lg border border-line bg-surface px-4 py-3.5"
    >
      <div className="flex gap-3">
        <SearchX aria-hidden className="mt-0.5 size-6 shrink-0 text-unknown" />
        <div className="grid min-w-0 gap-2">
          <h2 id="diagnosis-title" className="font-semibold text-xl leading-7 tracking-tight">
            {title}
          </h2>
          {notes.map((note) => (
            <p key={note} className="max-w-prose text-pretty">
              <CodeText text={note} />
            </p>
          ))}
          <p className="max-w-prose text-pretty text-muted">{next}</p>
          {nearest.length > 0 && (
            <div>
              <h3 className="mb-1 font-medium text-faint text-xs">
                Nearest, by what they share with the text only
              </h3>
              <ul className="grid gap-1.5">
                {nearest.map(({ problem, title, why }) => (
                  <li key={problem}>
                    <Link href={`/problems/${problem}`} className="text-accent underline underline-offset-4">
                      {title}
                    </Link>{' '}
                    <span className="text-muted">
                      <CodeText text={why} />
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <p>
            <Link href="/problems" className="text-accent underline underline-offset-4">
              Search all known problems
            </Link>
          </p>
        </div>
      </div>
    </section>
  );
}
