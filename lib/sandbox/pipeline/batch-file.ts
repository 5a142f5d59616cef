import { open } from 'node:fs/promises';
import { Tokenizer } from '@streamparser/json';
import { type BatchVisitor, createEntryReader } from './batch-entries';
import { createJsonGrammar } from './json-grammar';
import { othersFirst } from './others-first';
import { createStringCutter } from './string-cutter';

const CHUNK_BYTES = 64 * 1024;
const NUMBER_BUFFER_BYTES = 1_024;

/** What a batch file turned out to be: entries, or a text that is no batch, with a message that says where. */
export type BatchReading = { kind: 'read'; entries: number } | { kind: 'broken'; message: string };

/**
 * Reads an uploaded batch token by token, without holding an item or a long string of it as a whole, and lets other
 * work go on in between. What is not JSON, or not of a batch's form, answers `broken`; the visitor may have been told
 * of entries before that.
 */
export async function readBatchFile(path: string, visitor: BatchVisitor): Promise<BatchReading> {
  let position = 0;
  let failure: string | null = null;
  /** Bytes that cuts have put between those of the file. */
  let added = 0;
  let continues = false;
  let tokens = 0;
  const fail = (message: string) => {
    failure ??= `Unable to deserialize the batch: ${message} at position ${position}.`;
  };

  const entries = createEntryReader(visitor, fail);
  const grammar = createJsonGrammar();
  // Without a buffer, each digit of a number would be kept by itself.
  const tokenizer = new Tokenizer({ numberBufferSize: NUMBER_BUFFER_BYTES });
  tokenizer.onError = ({ message }) => {
    const offset = /absolute position "(\d+)"/.exec(message)?.[1];
    if (offset) position = Number(offset) - added;
    fail(message.startsWith('Tokenizer ended') ? 'unexpected end' : 'unexpected token');
  };
  tokenizer.onToken = ({ token, value, offset }) => {
    tokens += 1;
    position = offset - added;
    if (!continues && !grammar.takes(token)) fail('unexpected token');
    if (failure === null) entries.take(token, value, continues);
    continues = false;
    if (grammar.isWhole() && !tokenizer.isEnded) tokenizer.end();
  };
  const take = createStringCutter(
    (bytes) => {
      if (failure === null) tokenizer.write(bytes);
    },
    () => {
      continues = true;
      added += 2;
    },
  );

  let isFirst = true;
  for await (const chunk of chunksOf(path)) {
    if (isFirst && !/^\s*\{/.test(chunk.toString('latin1', 0, 1_024))) fail('expected an object');
    isFirst = false;
    if (failure !== null) break;
    const before = tokens;
    take(chunk);
    // A number is held as a whole: one that fills a chunk is given up.
    if (tokens === before && chunk.length === CHUNK_BYTES && /^\d/.test(chunk.toString('latin1', 0, 1))) {
      fail('a number that is too long');
    }
    await othersFirst();
  }
  if (failure === null && isFirst) fail('the file is empty');
  if (failure === null && !tokenizer.isEnded) tokenizer.end();
  if (failure === null && !grammar.isWhole()) fail('unexpected end');
  if (failure !== null) return { kind: 'broken', message: failure };
  return { kind: 'read', entries: entries.count() };
}

/** The content of a file piece by piece, each in the place of the one before: a stream's would wait to be cleared away. */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
