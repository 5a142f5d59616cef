import { Check, Lock } from 'lucide-react';
import { CodeText } from '../code-text';

const PASTEABLE: readonly string[] = [
  'The answer of the Push API or of the upload: status line, headers, JSON or XML body',
  'cURL commands and transcripts (`curl -v`), from any shell',
  'Messages and stack traces of Coveo’s clients, or a job’s log around the error',
  'Log Browser rows as JSON or as a table, an activity, a privilege evaluation',
  'A HAR file, an HTML error page, an e-mail with any of this in it',
  'A bare code, ordering id, source id or address of the console',
];

/** What stands below an empty box: what can be pasted, and where it goes. */
export function PasteableList() {
  return (
    <section
      aria-labelledby="pasteable"
      className="grid gap-x-10 gap-y-4 rounded-lg border border-line border-dashed px-4 py-4 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]"
    >
      <div>
        <h2 id="pasteable" className="mb-1.5 font-semibold text-ui">
          What can be pasted, dropped or opened
        </h2>
        <ul className="grid gap-1">
          {PASTEABLE.map((kind) => (
            <li key={kind} className="flex gap-2 text-muted text-pretty">
              <Check aria-hidden className="mt-1 size-3.5 shrink-0 text-faint" />
              <span>
                <CodeText text={kind} />
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className="flex gap-2 text-muted">
        <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
        <p className="max-w-prose text-pretty">
          <strong className="font-medium text-ink">Nothing leaves this browser unless you save it.</strong>{' '}
          The text is read here, up to 10 MB, without any connection to Coveo. Tokens, keys and signatures
          that are recognised are taken out as it is read: the report and what you copy of it go without them.
          A link carries the text in its fragment, which no server gets to see.
        </p>
      </div>
    </section>
  );
}
