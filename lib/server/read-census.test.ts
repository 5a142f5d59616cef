import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxWith } from '@/lib/scan/sandbox-under-test';
import { freshProcess } from './process-store-under-test';
import { readCensus } from './read-census';
import { readHealth } from './read-health';

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(() => clear());

async function ask(scenario: string, dialect: string) {
  const { client, sourceId, asked } = await sandboxWith(scenario, { dialect });
  const question = {
    access: { ok: true, client, digest: 'digest' } as const,
    sourceId,
    refresh: false,
    signal: new AbortController().signal,
    onEvent: () => {},
  };
  const answer = await readCensus(question);
  return { answer, question, asked, organization: client.organization, sourceId };
}

describe('the census of a source', () => {
  it('tells the codes that no rule knows, and by which keys this organization speaks', async () => {
    const { answer } = await ask('unknown-rejection', 'rich');
    const codes = answer.state === 'read' ? answer.census.codes : [];
    expect(codes.map(({ code, at }) => [code, at])).toEqual([
      ['EXTENSION_SKIPPED', ['SKIPPED at EXTENSION']],
      ['FIELD_VALUE_NOT_COERCIBLE', ['REJECTED at MAPPING']],
      ['LANGUAGE_UNCERTAIN', ['WARNING at PROCESSING']],
    ]);
    const paths = answer.state === 'read' ? answer.census.paths.map(({ path }) => path) : [];
    expect(paths).toEqual(expect.arrayContaining(['duration', 'errorCode', 'errorMessage']));
  });

  it.each(['rich', 'renamed', 'bare'])(
    'in the dialect %s names no organization, source or item',
    async (dialect) => {
      const { answer, organization, sourceId } = await ask('out-of-sequence', dialect);
      const text = JSON.stringify(answer);
      expect(text).toContain('"duration"');
      for (const named of [organization, sourceId, '://']) expect(text).not.toContain(named);
    },
  );

  it('rests on the scan of the last minute, and answers that there is no such source', async () => {
    const { question, asked } = await ask('healthy', 'rich');
    const before = asked.length;
    await readHealth({ ...question, requested: { from: null, to: null } });
    expect(asked.length).toBe(before);
    expect(await readCensus({ ...question, sourceId: 'nothing-here' })).toEqual({
      state: 'no such source',
      answer: expect.objectContaining({
        call: 'sources.get',
        status: 404,
        requestId: expect.stringMatching(/./),
      }),
    });
  });
});
