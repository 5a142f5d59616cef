import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { emptyPipeline, type Source } from '../source';
import { accept } from './accept';
import type { PushRequest } from './call';
import { EVERYTHING, totalRows } from './journal';
import { newestRows } from './newest-rows';
import { type Settlement, settleSource } from './settle-source';
import { notSettling } from './settling';

const folder = mkdtempSync(path.join(os.tmpdir(), 'consume-batch-'));
const NOW = Date.parse('2026-03-10T12:00:00.000Z');

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A source to which one batch of so many items of so many bytes was pushed, a moment ago. */
function sourceWithFile(items: number, bytes: number) {
  const file = path.join(folder, `${items}-${bytes}`);
  const all = Array.from({ length: items }, (_, index) => ({
    documentId: `https://a/${index}`,
    data: 'x'.repeat(bytes),
  }));
  writeFileSync(file, JSON.stringify({ addOrUpdate: all, delete: [{ documentId: 'https://a/0' }] }));
  const facts = {
    name: 'a',
    type: 'PUSH',
    pushEnabled: true,
    scenario: null,
    createdAt: 0,
    deletedAt: null,
    seed: 1,
  } as const;
  const source: Source = {
    ...facts,
    id: 'a',
    plan: null,
    pipeline: emptyPipeline(),
    settling: notSettling(),
    streams: new Map(),
  };
  push(source, { type: 'batch', orderingId: 1n, use: 'push', file: fileOf(file) });
  return { source, file };
}

const fileOf = (path: string) => ({ fileId: 'file', content: { kind: 'file', path } }) as const;

function push(source: Source, request: PushRequest) {
  accept(source.pipeline, { at: NOW - 60_000, requestId: 'request', request });
}

/** How often others have their turn while something is done. */
async function turnsOfOthers(act: () => Promise<void>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns += 1;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  await act();
  isDone = true;
  return turns;
}

const settlement = (room = 1_000_000): Settlement => ({
  now: NOW,
  leavesDeleteRows: true,
  room: () => room,
  forgetBefore: 0,
  mostRows: Number.POSITIVE_INFINITY,
});

const rowsOf = ({ pipeline }: Source) => totalRows(pipeline.journal, { from: 0, to: NOW }, EVERYTHING);

describe('an uploaded batch', () => {
  it('that is small is waited for', async () => {
    const { source, file } = sourceWithFile(100, 10);
    await settleSource(source, settlement(), false);
    expect([rowsOf(source), existsSync(file)]).toEqual([2 + 100 * 4 + 2, false]);
  });

  it('that is large is consumed without anybody waiting, while later calls see what is there', async () => {
    const { source, file } = sourceWithFile(200, 20_000);
    await settleSource(source, settlement(), false);
    const seen = rowsOf(source);
    await settleSource(source, settlement(), false);
    expect([seen, existsSync(file)]).toEqual([1, true]);
    await settleSource(source, settlement(), true);
    expect([rowsOf(source), existsSync(file)]).toEqual([2 + 200 * 4 + 2, false]);
  });

  it('lets others have their turn while it is consumed', async () => {
    const { source } = sourceWithFile(200, 20_000);
    // 4 MB are read in pieces of 64 KB, twice: the other one has a turn after each.
    expect(await turnsOfOthers(() => settleSource(source, settlement(), true))).toBeGreaterThan(100);
  });

  it('lets others have their turn where its deletions look through many items', async () => {
    const { source } = sourceWithFile(10_000, 10);
    const file = path.join(folder, 'deletions');
    const target = { documentId: 'https://b', deleteChildren: true };
    writeFileSync(file, JSON.stringify({ delete: Array(100).fill(target) }));
    await settleSource(source, settlement(), true);
    push(source, { type: 'batch', orderingId: 2n, use: 'push', file: fileOf(file) });
    // Each of them looks through ten thousand.
    expect(await turnsOfOthers(() => settleSource(source, settlement(), true))).toBeGreaterThan(200);
    push(source, { type: 'olderThan', orderingId: 3n, queueDelayMs: 0 });
    expect(await turnsOfOthers(() => settleSource(source, settlement(), true))).toBeGreaterThanOrEqual(2);
  });

  it('that leaves more rows than there is room for is refused as a whole, with a row that says so', async () => {
    const { source, file } = sourceWithFile(100, 10);
    await settleSource(source, settlement(403), false);
    const parts = [{ source, selection: EVERYTHING }];
    const { rows } = newestRows(parts, { from: 0, to: NOW }, 0, 10);
    expect(rows.map(({ operation, step }) => [operation.kind, step.task, step.result, step.problem])).toEqual(
      [
        [
          'BATCH_FILE',
          'CONSUMING_BATCH',
          'ERROR',
          {
            code: null,
            message:
              'The sandbox keeps no more than three million rows, and has no room for those of the batch.',
          },
        ],
        ['BATCH_FILE', 'STREAMING_BATCH', 'COMPLETED', undefined],
      ],
    );
    expect(existsSync(file)).toBe(false);
  });

  it('whose file was cleared away by somebody else leaves a row that says so', async () => {
    const { source, file } = sourceWithFile(1, 10);
    rmSync(file);
    await settleSource(source, settlement(), false);
    const { rows } = newestRows([{ source, selection: EVERYTHING }], { from: 0, to: NOW }, 0, 1);
    expect(rows[0]?.step).toEqual({
      task: 'CONSUMING_BATCH',
      result: 'ERROR',
      delayMs: 0,
      problem: { code: null, message: 'Unable to deserialize the batch: its file is gone.' },
    });
  });
});
