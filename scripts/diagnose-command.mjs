import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { print, setUpAside } from './answering.mjs';
import { bundle } from './bundle.mjs';

const HELP = `Says which known problem of a Coveo Push source a text shows, why, and what to do. Nothing leaves this machine.

  npm run diagnose < error.txt
  npm run diagnose -- error.txt
  npm run --silent diagnose -- --json < error.txt

  --json   the report as POST /api/diagnose answers it
  --help   this text

Takes up to 10 MB of anything: an HTTP exchange, an error body, cURL, a HAR, log rows, a stack trace.
Ends with 0 when a problem was recognised, 1 when none was, 2 when there was nothing to look at.
`;

/** It could not look: wrong use, input that cannot be read or is too large, no set-up. */
const NOT_LOOKED = 2;

/**
 * What is asked for by `args`. Returns `{ file, json, help }`, where `file` is null for standard input, or
 * `{ problem }`: one sentence.
 */
export function readDiagnoseArguments(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    if (positionals.length > 1) return { problem: 'One file at a time.' };
    const file = positionals[0] ?? '-';
    return { file: file === '-' ? null : file, json: values.json, help: values.help };
  } catch (error) {
    return { problem: error.message };
  }
}

const UNREADABLE = {
  ENOENT: 'There is no such file.',
  EISDIR: 'It is a folder: give one file.',
  EACCES: 'You may not read this file.',
};

/** Spaces, tabs, line ends and NULs. */
const BLANKS = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20]);

/**
 * All bytes of a stream. Returns `{ bytes }`, or `{ problem }`, one sentence, when it cannot be read, is blank or has
 * more than `most`.
 */
export async function readAtMost(stream, most) {
  const chunks = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > most) {
        return {
          problem: `It has more than ${most / 1024 / 1024} MB: give the part around the error.`,
        };
      }
      chunks.push(chunk);
    }
  } catch (error) {
    return { problem: UNREADABLE[error.code] ?? `It cannot be read: ${error.message}` };
  }
  const bytes = Buffer.concat(chunks);
  return bytes.every((byte) => BLANKS.has(byte))
    ? { problem: 'There is nothing in it to look at.' }
    : { bytes };
}

/**
 * Diagnoses what `args` or standard input give, and prints it. A file is looked for where npm was started. Returns the
 * exit code, as `--help` tells it.
 */
export async function diagnoseCommand(args, env) {
  const asked = readDiagnoseArguments(args);
  if ('problem' in asked) return notLooked(`${asked.problem}\n\n${HELP}`);
  if (asked.help) {
    await print(HELP);
    return 0;
  }
  try {
    return await lookAt(asked, env);
  } catch (error) {
    // Node.js would end with 1, which here says that it looked.
    return notLooked(error);
  }
}

async function lookAt({ file, json }, env) {
  if (!(await setUpAside())) return NOT_LOOKED;
  const { diagnoseForCommand, MOST_BYTES } = await import(
    await bundle('lib/diagnosis/command-line.ts', 'lib')
  );
  if (file === null && process.stdin.isTTY)
    console.error('Paste the text, then press Ctrl-D on an empty line.');
  const stream = file === null ? process.stdin : createReadStream(resolve(env.INIT_CWD ?? '', file));
  const input = await readAtMost(stream, MOST_BYTES);
  if ('problem' in input) return notLooked(input.problem);
  const { text, recognised } = diagnoseForCommand(input.bytes, { now: new Date().toISOString(), json });
  await print(text);
  return recognised ? 0 : 1;
}

function notLooked(why) {
  console.error(why);
  return NOT_LOOKED;
}
