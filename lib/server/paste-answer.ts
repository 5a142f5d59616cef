import 'server-only';
import { z } from 'zod';
import { diagnose } from '@/lib/diagnosis/diagnose';
import { reportMarkdown } from '@/lib/diagnosis/markdown';
import type { PasteFormat } from './paste-format';

/** A paste as it came, and what is asked of it. It can be handed to another thread. */
export interface PasteQuestion {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly format: PasteFormat;
  readonly answer: 'json' | 'markdown';
  /** When one looks, ISO. */
  readonly now: string;
}

/** The report, written out as UTF-8, or null for JSON that cannot be read or holds no text. */
export type PasteAnswer = Uint8Array<ArrayBuffer> | null;

const jsonPaste = z.object({ text: z.string() });

/**
 * Diagnoses a paste and writes the report out. A charset must be one that `pasteFormat` lets through. What breaks by
 * mistake is thrown without its message, which may quote the paste and would end in a log.
 */
export function answerPaste({ bytes, format, answer, now }: PasteQuestion): PasteAnswer {
  try {
    const input = format.kind === 'json' ? jsonText(bytes) : plainText(bytes, format.charset);
    if (input === null) return null;
    const report = diagnose(input, { now });
    return new TextEncoder().encode(answer === 'markdown' ? reportMarkdown(report) : JSON.stringify(report));
  } catch (error) {
    throw withoutMessage(error);
  }
}

/** Unicode is left to the reader of pastes, which also knows byte order marks and UTF-16 that nobody announced. */
function plainText(bytes: Uint8Array, charset: string | null): string | Uint8Array {
  const encoding = charset === null ? 'utf-8' : new TextDecoder(charset).encoding;
  if (encoding === 'utf-8') return bytes;
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return marked && encoding.startsWith('utf-16') ? bytes : new TextDecoder(encoding).decode(bytes);
}

function jsonText(bytes: Uint8Array): string | null {
  try {
    const read = jsonPaste.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return read.success ? read.data.text : null;
  } catch {
    return null;
  }
}

function withoutMessage(error: unknown): Error {
  const bare = new Error('The engine broke; what it says is left out, because it may quote the paste.');
  if (!(error instanceof Error)) return bare;
  const head = `${error.name}: ${error.message}`;
  if (error.stack?.startsWith(`${head}\n`)) bare.stack = `${bare.message}${error.stack.slice(head.length)}`;
  return bare;
}
