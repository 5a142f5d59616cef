import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxWith } from '@/lib/scan/sandbox-under-test';
import { freshProcess } from './process-store-under-test';
import { readHealth } from './read-health';
import { readLedgerRows } from './read-ledger-rows';

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(() => clear());

async function sourceWith(scenario: string) {
  const { client, sourceId, asked } = await sandboxWith(scenario);
  const question = {
    access: { ok: true, client, digest: 'digest' } as const,
    sourceId,
    refresh: false,
    signal: new AbortController().signal,
    onEvent: () => {},
  };
  const ask = (query: string) => readLedgerRows(new URLSearchParams(query), question);
  return { question, asked, ask };
}

describe('the rows behind a number on the page', () => {
  it('are of the reading on screen: Coveo is not asked again', async () => {
    const { question, asked, ask } = await sourceWith('metadata-too-large');
    const answer = await readHealth({ ...question, requested: { from: null, to: null } });
    const before = asked.length;
    const rejected = await ask('run=newest&outcome=rejected');
    const { health } = answer.state === 'read' ? answer : { health: null };
    expect([
      asked.length - before,
      rejected.state === 'read' ? rejected.rows.total : null,
      rejected.state === 'read' ? rejected.rows.asOf : null,
    ]).toEqual([0, health?.runs.newest?.rejected, health?.asOf]);
  });

  it('of a question that makes no sense say what to ask', async () => {
    const { ask } = await sourceWith('healthy');
    const details = await Promise.all(
      ['outcome=lost', 'run=oldest&outcome=pushed', 'from=yesterday&outcome=pushed'].map(ask),
    );
    expect(details).toEqual([
      {
        state: 'bad question',
        detail:
          '“outcome” must be one of pushed, refused, indexed, rejected, errored, skipped, unfinished, deleted, batches, failedBatches.',
      },
      {
        state: 'bad question',
        detail: '“run” must be “newest”; leave it out for the window of “from” and “to”.',
      },
      {
        state: 'bad question',
        detail: '“from” must be a time in ISO 8601 with a zone, such as 2026-01-31T12:00:00Z.',
      },
    ]);
  });

  it('are none of a source that Coveo does not know', async () => {
    const { question } = await sourceWith('healthy');
    const query = new URLSearchParams('run=newest&outcome=pushed');
    expect(await readLedgerRows(query, { ...question, sourceId: 'nothing-here' })).toEqual({
      state: 'no such source',
      answer: expect.objectContaining({
        call: 'sources.get',
        status: 404,
        requestId: expect.stringMatching(/./),
      }),
    });
  });
});
