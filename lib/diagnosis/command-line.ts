import { diagnose } from './diagnose';
import { reportMarkdown } from './markdown';
import { MAX_PASTE_BYTES } from './paste-limit';

/** The most bytes that the command takes. */
export const MOST_BYTES = MAX_PASTE_BYTES;

/** What the command asks for. */
export interface CommandOptions {
  /** When one looks, ISO. */
  readonly now: string;
  /** Whether the report is wanted as the JSON of `POST /api/diagnose`, not for reading. */
  readonly json: boolean;
}

/** What the command prints, and whether a known problem was recognised. */
export interface CommandOutput {
  readonly text: string;
  readonly recognised: boolean;
}

/** Control characters of a paste could steer the terminal that the report is printed on. */
const CONTROL = /(?![\n\t])\p{Cc}/gu;

/** Diagnoses the bytes of a file or of standard input for `npm run diagnose`. Never throws. */
export function diagnoseForCommand(input: Uint8Array, { now, json }: CommandOptions): CommandOutput {
  const report = diagnose(input, { now });
  const text = json
    ? `${JSON.stringify(report, null, 2).replace(CONTROL, escaped)}\n`
    : reportMarkdown(report).replace(CONTROL, '\uFFFD');
  return { text, recognised: report.diagnoses.length > 0 };
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
