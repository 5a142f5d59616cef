import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toIso } from '@/lib/evidence/time';
import type { ItemReport } from '@/lib/health/item/item-report';
import { type SandboxUnderTest, sandboxWith } from '@/lib/scan/sandbox-under-test';
import { freshProcess } from './process-store-under-test';
import { readHealth } from './read-health';
import { type ItemReading, readItem } from './read-item';
import { takePushes } from './take-pushes';

let clear = async () => {};

beforeEach(async () => {
  clear = await freshProcess();
});

afterEach(() => clear());

const CASES = 'https://support.example.com/cases';
const REFUSED = `${CASES}/42157`;

function ask(
  { client, sourceId }: SandboxUnderTest,
  uri: string | null,
  match: string | null = null,
): Promise<ItemReading> {
  const access = { ok: true, client, digest: 'digest' } as const;
  return readItem({ access, sourceId, uri, match, signal: new AbortController().signal });
}

async function report(sandbox: SandboxUnderTest, uri: string): Promise<ItemReport> {
  const reading = await ask(sandbox, uri);
  if (reading.state !== 'read' || reading.answer.kind !== 'item') throw new Error(JSON.stringify(reading));
  return reading.answer;
}

const NO_ROW_BEFORE =
  'Nothing of it was indexed since Sun 8 Nov 16:00 UTC; a version from before would leave no row.';
const SAYS = 'The total metadata size of the item (83428800 bytes) is over the limit of 52428800 bytes.';

describe('an item, in the dialect', () => {
  it.each([
    [
      'rich',
      `, most likely because of “Metadata too large”. The row says: “DOCUMENT_METADATA_TOO_LARGE · ${SAYS}”`,
      'metadata-too-large',
    ],
    [
      'renamed',
      `, most likely because of “Metadata too large”. The row says: “DOCUMENT_METADATA_TOO_LARGE: ${SAYS}”`,
      'metadata-too-large',
    ],
    ['bare', ', and the row gives no reason.', 'rejected-unexplained'],
  ])('%s that was refused: where, when, and why as far as the rows say', async (dialect, why, problem) => {
    const { state, text, deciders } = await report(
      await sandboxWith('metadata-too-large', { dialect }),
      REFUSED,
    );
    expect([state, text]).toEqual([
      'refused',
      `Not in the index, as far as the logs show: refused at PROCESSING on Sun 22 Nov 03:25 UTC${why} ${NO_ROW_BEFORE}`,
    ]);
    expect(deciders.map(({ name, answer }) => `${name} ${answer}`)).toEqual([
      'token yes',
      'organization yes',
      'source yes',
      'status yes',
      'container yes',
      'batch yes',
      'ordering yes',
      'validation no',
      'permissions yes',
      'extension unknown',
      'mapping unknown',
      'indexing no',
      'deletion unknown',
      'visibility unknown',
    ]);
    expect(deciders.find(({ name }) => name === 'validation')?.problem?.id).toBe(problem);
  });

  it.each([
    ['rich', 'yes'],
    ['renamed', 'unknown'],
    ['bare', 'unknown'],
  ])(
    '%s that was indexed before a delete older than: spared where the orderingIds show it',
    async (dialect, deletion) => {
      const sandbox = await sandboxWith('metadata-too-large', { dialect });
      const { state, text, deciders } = await report(sandbox, `${CASES}/42152`);
      expect([state, text]).toEqual(['indexed', 'Indexed Sun 22 Nov 03:25 UTC, as far as the logs show.']);
      expect(deciders.find(({ name }) => name === 'deletion')?.answer).toBe(deletion);
    },
  );

  it.each(['rich', 'renamed', 'bare'])(
    '%s that a delete older than removed: likely, by which',
    async (dialect) => {
      const { state, text } = await report(
        await sandboxWith('metadata-too-large', { dialect }),
        `${CASES}/41559`,
      );
      expect([state, text]).toEqual([
        'deleted',
        'Deleted Sun 22 Nov 03:49 UTC, likely by the delete older than that was carried out Sun 22 Nov 03:49 UTC: it stands shortly before, and no delete was pushed for the item. In the hour from it on, the source has 2 rows of deletions at INDEXING.',
      ]);
    },
  );

  it.each([
    [
      'rich',
      'deleted',
      'likely',
      /^Likely deleted Sun 22 Nov 03:49 UTC by the delete older than that was carried out Sun 22 Nov 03:49 UTC: its orderingId \d{13} is above the item’s, \d{13}\. No row of the item itself shows it\.$/,
    ],
    ['renamed', 'indexed', 'certain', /^Indexed Sat 21 Nov 03:\d\d UTC, as far as the logs show\.$/],
    ['bare', 'indexed', 'certain', /^Indexed Sat 21 Nov 03:\d\d UTC, as far as the logs show\.$/],
  ])(
    '%s whose removal left no row: said only where the orderingIds show it',
    async (dialect, state, confidence, text) => {
      const sandbox = await sandboxWith('metadata-too-large', { dialect, deleteRows: false });
      const told = await report(sandbox, `${CASES}/41559`);
      expect([told.state, told.confidence, told.text]).toEqual([
        state,
        confidence,
        expect.stringMatching(text),
      ]);
    },
  );
});

describe('an item that was refused', () => {
  it('leads to the issue of its source, once there is one', async () => {
    const sandbox = await sandboxWith('metadata-too-large');
    const issueOf = ({ deciders }: ItemReport) =>
      deciders.find(({ name }) => name === 'validation')?.problem?.issue;
    expect(issueOf(await report(sandbox, REFUSED))).toBeNull();
    const health = await readHealth({
      access: { ok: true, client: sandbox.client, digest: 'digest' },
      sourceId: sandbox.sourceId,
      requested: { from: null, to: null },
      refresh: false,
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    const known = health.state === 'read' ? health.health.findings[0]?.issue : null;
    expect(known).not.toBeNull();
    expect(issueOf(await report(sandbox, REFUSED))).toEqual(known);
  });

  it('for a reason that no rule knows leads to the issue of that very reason', async () => {
    const sandbox = await sandboxWith('unknown-rejection');
    const health = await readHealth({
      access: { ok: true, client: sandbox.client, digest: 'digest' },
      sourceId: sandbox.sourceId,
      requested: { from: null, to: null },
      refresh: false,
      signal: new AbortController().signal,
      onEvent: () => {},
    });
    const findings = health.state === 'read' ? health.health.findings : [];
    const uri = 'https://training.example.com/videos/42048';
    const finding = findings.find(({ items }) => items.sample.includes(uri));
    const { deciders } = await report(sandbox, uri);
    expect(deciders.find(({ name }) => name === 'mapping')?.problem?.issue).toEqual(finding?.issue);
  });
});

describe('a question', () => {
  it.each([
    [null, null, '“uri” is missing: the item’s URI, or what to look for in it.'],
    ['  ', null, '“uri” is missing: the item’s URI, or what to look for in it.'],
    ['x'.repeat(2_001), null, '“uri” is longer than 2000 characters.'],
    ['docs', 'regex', '“match” is exact (the default), substring or wildcard.'],
    ['ab', 'substring', 'A search needs at least 3 characters.'],
    ['*a?b*', 'wildcard', 'A search needs at least 3 characters beside * and ?.'],
  ])('that makes no sense costs no call: %s, %s', async (uri, match, detail) => {
    const sandbox = await sandboxWith('healthy');
    expect(await ask(sandbox, uri, match)).toEqual({ state: 'bad question', detail });
    expect(sandbox.asked).toEqual([]);
  });

  it('of white space around a URI is that of the URI', async () => {
    const { uri, state } = await report(await sandboxWith('metadata-too-large'), ` ${REFUSED}\n`);
    expect([uri, state]).toEqual([REFUSED, 'refused']);
  });

  it('about an unknown source is answered so', async () => {
    const sandbox = await sandboxWith('healthy');
    expect(await ask({ ...sandbox, sourceId: 'nobody-under-test' }, REFUSED)).toEqual({
      state: 'no such source',
      answer: expect.objectContaining({
        call: 'sources.get',
        status: 404,
        requestId: expect.stringMatching(/./),
      }),
    });
  });

  it('that holds a secret is answered without it', async () => {
    const secret = 'xx5a4db0c0-1111-4222-8333-444455556666';
    const reading = await ask(await sandboxWith('healthy'), `https://example.com/?access_token=${secret}`);
    expect(JSON.stringify(reading)).not.toContain(secret);
    expect(reading).toMatchObject({
      state: 'read',
      answer: { uri: 'https://example.com/?access_token=<redacted>', state: 'never seen' },
    });
  });
});

describe('an item that a connector recorded calls of', () => {
  it('shows them to whom Coveo lets read the source, and to nobody else', async () => {
    const sandbox = await sandboxWith('healthy');
    const { client, sourceId } = sandbox;
    // As long as an item's URI may be.
    const uri = `https://docs.example.com/never-arrived/${'a'.repeat(1_960)}`;
    const line = {
      at: toIso(client.now() - 60_000),
      method: 'PUT',
      path: `/push/v1/organizations/${client.organization}/sources/${sourceId}/documents?documentId=${encodeURIComponent(uri)}`,
      status: 403,
      errorCode: 'ACCESS_DENIED',
    };
    const access = { ok: true, client, digest: 'digest' } as const;
    await takePushes({ access, sourceId }, JSON.stringify(line), new AbortController().signal);
    const seen = await report(sandbox, uri);
    expect([seen.state, seen.recorded?.map(({ errorCode }) => errorCode)]).toEqual([
      'never seen',
      ['ACCESS_DENIED'],
    ]);
    expect(seen.text).toContain('its newest push was refused with 403 ACCESS_DENIED');
    await sandbox.control('POST', '/organizations/under-test/faults', {
      operation: 'logs.list',
      status: 403,
      body: { errorCode: 'ACCESS_DENIED' },
    });
    expect((await report(sandbox, uri)).recorded).toBeUndefined();
  });
});
