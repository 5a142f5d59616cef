import { describe, expect, it } from 'vitest';
import { buildEvidence, buildRow, operationRows } from './evidence-builder';
import { isRefusedOnPurpose } from './extension-refusal';
import type { Json } from './json';
import { readPipeline } from './pipeline';

const NIGHT = '2026-11-22T02:00:00.000Z';
const row = (meta: Json, task = 'EXTENSION', result = 'REJECTED', operation = 'ADD') =>
  buildRow({ at: NIGHT, item: 'a://1', task, result, operation, meta });

describe('an extension most likely refused on purpose', () => {
  it.each([
    ['a row without words', row({ duration: '0.1' })],
    [
      'a row that says so',
      row({ errorCode: 'REJECTED_BY_EXTENSION', errorMessage: 'The item was refused.' }),
    ],
    ['a row of the Stream API', row({}, 'STREAMING_EXTENSION')],
  ])('by %s', (_, refused) => {
    expect(isRefusedOnPurpose(refused)).toBe(true);
  });

  it.each([
    ['a row that speaks of an error', row({ errorMessage: 'Traceback: name is not defined' })],
    ['a row whose code does', row({ errorCode: 'SCRIPT_ERROR' })],
    ['a row in ERROR', row({}, 'EXTENSION', 'ERROR')],
    ['another stage', row({}, 'MAPPING')],
    ['a batch', row({}, 'STREAMING_EXTENSION', 'REJECTED', 'BATCH_FILE')],
  ])('not by %s', (_, refused) => {
    expect(isRefusedOnPurpose(refused)).toBe(false);
  });

  it('and then the item is not lost, even where an earlier operation on it had failed', () => {
    const rows = [
      ...operationRows({ item: 'a://1', at: NIGHT, end: { task: 'MAPPING', result: 'REJECTED' } }),
      buildRow({ at: '2026-11-22T03:00:00.000Z', item: 'a://1' }),
      buildRow({ at: '2026-11-22T03:00:01.000Z', item: 'a://1', task: 'EXTENSION', result: 'REJECTED' }),
    ];
    expect(readPipeline(buildEvidence({ rows })).lost).toEqual([]);
  });
});
