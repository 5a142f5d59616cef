import { describe, expect, it } from 'vitest';
import { inShort, sandboxAt } from '../sandbox-under-test';

const MINUTE = 60_000;
const START = '2026-03-10T12:00:00.000Z';

/** An organization with one source that nothing was pushed to. */
async function emptySource(settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  const organization = await sandbox.organization({ scenarios: [], ...settings });
  const { push, call, rows, source, id, upload } = organization;
  const put = (documentId: string, query = '', item: Record<string, unknown> = { data: 'text' }) =>
    push('PUT', `/documents?documentId=${encodeURIComponent(documentId)}${query}`, { body: item });
  const batch = async (content: string, query = '') =>
    push('PUT', `/documents/batch?fileId=${await upload(content)}${query}`, { body: {} });
  /** Lets time go by, and answers the rows in short, oldest first. */
  const rowsAfter = async (ms: number) => {
    sandbox.advance(ms);
    // Whoever moves the clock waits for large files, too.
    await sandbox.send('POST', `/sandbox/_control/organizations/${id}/clock`, { body: { advanceMs: 0 } });
    return (await rows()).map(inShort).reverse();
  };
  const information = async () => {
    const { body } = await call('GET', `/rest/organizations/${id}/sources/${source}`);
    return body;
  };
  return { ...organization, ...sandbox, put, batch, rowsAfter, information };
}

const INDEXED_ADD = (id: string) => [
  `CONSUMING ADD COMPLETED ${id}`,
  `PROCESSING ADD COMPLETED ${id}`,
  `MAPPING ADD COMPLETED ${id}`,
  `INDEXING ADD COMPLETED ${id}`,
];

describe('a pushed item', () => {
  it('travels stage by stage as time goes by, and is counted when it is indexed', async () => {
    const { put, rowsAfter, information } = await emptySource();
    expect(await put('https://a/1')).toMatchObject({ status: 202 });
    expect(await rowsAfter(0)).toEqual([]);
    expect(await rowsAfter(750)).toEqual(['CONSUMING ADD COMPLETED https://a/1']);
    expect(await information()).toMatchObject({ information: { numberOfDocuments: 0 } });
    expect(await rowsAfter(9_250)).toEqual(INDEXED_ADD('https://a/1'));
    expect(await information()).toMatchObject({
      information: { numberOfDocuments: 1, documentsTotalSize: 4 },
    });
  });

  it('is an update when the index has it already', async () => {
    const { put, rowsAfter } = await emptySource();
    await put('https://a/1');
    await rowsAfter(10_000);
    await put('https://a/1');
    expect((await rowsAfter(10_000)).slice(4)).toEqual(
      INDEXED_ADD('https://a/1').map((row) => row.replace('ADD', 'UPDATE')),
    );
  });

  it('is rejected when its id is not a URI', async () => {
    const { put, rowsAfter, information } = await emptySource();
    await put('my id 1');
    expect(await rowsAfter(10_000)).toEqual(['CONSUMING ADD REJECTED my id 1']);
    expect(await information()).toMatchObject({ information: { numberOfDocuments: 0 } });
  });

  it('is refused when its ordering id is lower than its last one, not when it is the same', async () => {
    const { put, rowsAfter, rows } = await emptySource();
    await put('https://a/1', '&orderingId=20');
    await put('https://a/1', '&orderingId=20');
    await put('https://a/1', '&orderingId=19');
    await put('https://a/2', '&orderingId=19');
    const all = await rowsAfter(10_000);
    expect(all.filter((row) => row.startsWith('CONSUMING'))).toEqual([
      'CONSUMING ADD COMPLETED https://a/1',
      'CONSUMING UPDATE COMPLETED https://a/1',
      'CONSUMING UPDATE REJECTED https://a/1',
      'CONSUMING ADD COMPLETED https://a/2',
    ]);
    const [refused] = await rows({}, { results: ['REJECTED'] });
    expect(refused?.meta).toEqual({
      duration: expect.stringMatching(/^0\.\d{3}$/),
      errorCode: 'OUT_OF_SEQUENCE_OPERATION',
      errorMessage: expect.stringContaining('ordering id'),
      orderingId: '19',
    });
  });

  it('keeps ordering ids exact beyond the integers of JavaScript', async () => {
    const { put, rowsAfter } = await emptySource();
    await put('https://a/1', '&orderingId=18446744073709551615');
    await put('https://a/1', '&orderingId=18446744073709551614');
    expect((await rowsAfter(10_000)).filter((row) => row.includes('REJECTED'))).toEqual([
      'CONSUMING UPDATE REJECTED https://a/1',
    ]);
  });
});

describe('a delete', () => {
  it('takes the item out of the index, and refuses what is older', async () => {
    const { put, push, rowsAfter, information } = await emptySource();
    await put('https://a/1', '&orderingId=5');
    await push('DELETE', '/documents?documentId=https://a/1&orderingId=7');
    await put('https://a/1', '&orderingId=6');
    expect((await rowsAfter(10_000)).filter((row) => !row.includes('ADD COMPLETED'))).toEqual([
      'CONSUMING DELETE COMPLETED https://a/1',
      'CONSUMING ADD REJECTED https://a/1',
      'INDEXING DELETE COMPLETED https://a/1',
    ]);
    expect(await information()).toMatchObject({ information: { numberOfDocuments: 0 } });
  });

  it('takes the children along by their URI, where asked to', async () => {
    const { put, push, rowsAfter } = await emptySource();
    for (const item of ['https://a/1', 'https://a/1/x', 'https://a/12']) await put(item);
    await rowsAfter(10_000);
    await push('DELETE', '/documents?documentId=https://a/1&deleteChildren=true');
    expect((await rowsAfter(10_000)).slice(12)).toEqual([
      'CONSUMING DELETE_AND_CHILDREN COMPLETED https://a/1',
      'INDEXING DELETE COMPLETED https://a/1/x',
      'INDEXING DELETE_AND_CHILDREN COMPLETED https://a/1',
    ]);
  });
});

describe('a batch', () => {
  it('rejects an item with too much metadata when it is processed, and indexes its neighbour', async () => {
    const { batch, rowsAfter, rows } = await emptySource();
    const items = [
      { documentId: 'https://a/1', text: 'x'.repeat(52_428_801) },
      { documentId: 'https://a/2' },
    ];
    await batch(JSON.stringify({ addOrUpdate: items }));
    expect((await rowsAfter(10_000)).filter((row) => /PROCESSING|INDEXING/.test(row))).toEqual([
      'PROCESSING ADD REJECTED https://a/1',
      'PROCESSING ADD COMPLETED https://a/2',
      'INDEXING ADD COMPLETED https://a/2',
    ]);
    const [rejected] = await rows({}, { results: ['REJECTED'] });
    expect(rejected?.meta).toMatchObject({
      errorCode: 'DOCUMENT_METADATA_TOO_LARGE',
      errorMessage:
        'The total metadata size of the item (52428801 bytes) is over the limit of 52428800 bytes.',
    });
  });

  it('leaves rows of its file, then of its items in their order', async () => {
    const { batch, put, rowsAfter } = await emptySource();
    await put('https://a/old');
    await batch('{"AddOrUpdate":[{"documentId":"https://a/1"}],"delete":[{"DocumentId":"https://a/old"}]}');
    const rows = await rowsAfter(10_000);
    expect(rows.filter((row) => /CONSUMING|STREAMING/.test(row))).toEqual([
      expect.stringMatching(/^STREAMING_BATCH BATCH_FILE COMPLETED [0-9a-f-]{36}$/),
      'CONSUMING ADD COMPLETED https://a/old',
      expect.stringMatching(/^CONSUMING_BATCH BATCH_FILE COMPLETED [0-9a-f-]{36}$/),
      'CONSUMING ADD COMPLETED https://a/1',
      'CONSUMING DELETE COMPLETED https://a/old',
    ]);
  });

  it('that is not JSON is an error with the position, and none of its items appears', async () => {
    const { batch, rowsAfter, rows } = await emptySource();
    await batch('{"addOrUpdate":[{"documentId":"https://a/1"},{"documentId":"https://a/2" "title":"x"}]}');
    expect(await rowsAfter(10_000)).toEqual([
      expect.stringMatching(/^STREAMING_BATCH BATCH_FILE COMPLETED /),
      expect.stringMatching(/^CONSUMING_BATCH BATCH_FILE ERROR /),
    ]);
    const [failed] = await rows({}, { results: ['ERROR'] });
    expect(failed?.meta).toEqual({
      duration: expect.any(String),
      errorMessage: 'Unable to deserialize the batch: unexpected token at position 73.',
    });
  });
});

describe('delete older than', () => {
  it('waits its queue delay, then deletes what is strictly lower', async () => {
    const { put, push, rowsAfter } = await emptySource();
    await put('https://a/1', '&orderingId=1');
    await put('https://a/2', '&orderingId=2');
    expect(await push('DELETE', '/documents/olderthan?orderingId=2')).toMatchObject({ status: 202 });
    expect((await rowsAfter(14 * MINUTE)).length).toBe(8);
    expect((await rowsAfter(2 * MINUTE)).slice(8)).toEqual([
      'CONSUMING DELETE_OLDER_THAN COMPLETED DELETE_OLDER_THAN',
      'INDEXING DELETE COMPLETED https://a/1',
    ]);
  });

  it('leaves no rows of the items where the organization has none', async () => {
    const { put, push, rowsAfter, information } = await emptySource({ deleteRows: false });
    await put('https://a/1', '&orderingId=1');
    await push('DELETE', '/documents/olderthan?orderingId=2&queueDelay=0');
    expect((await rowsAfter(10_000)).filter((row) => row.includes('DELETE'))).toEqual([
      'CONSUMING DELETE_OLDER_THAN COMPLETED DELETE_OLDER_THAN',
    ]);
    expect(await information()).toMatchObject({ information: { numberOfDocuments: 0 } });
  });

  it('in the future refuses every push until that time', async () => {
    const { put, push, rowsAfter } = await emptySource();
    const inAnHour = Date.parse(START) + 60 * MINUTE;
    await push('DELETE', `/documents/olderthan?orderingId=${inAnHour}&queueDelay=0`);
    await rowsAfter(MINUTE);
    await put('https://a/1');
    expect(await rowsAfter(60 * MINUTE)).toContain('CONSUMING ADD REJECTED https://a/1');
    await put('https://a/2');
    expect(await rowsAfter(MINUTE)).toContain('INDEXING ADD COMPLETED https://a/2');
  });
});

describe('the status of a source', () => {
  it('opens an activity and shows it until IDLE ends it', async () => {
    const { push, rowsAfter, information, call, id, put } = await emptySource();
    expect(await push('POST', '/status?statusType=REFRESH')).toMatchObject({ status: 201, body: {} });
    await put('https://a/1');
    await rowsAfter(10_000);
    expect(await information()).toMatchObject({
      information: {
        sourceStatus: { type: 'REFRESHING', refreshType: 'FULL_REFRESH', numberOfProcessedDocuments: 1 },
      },
    });
    const latest = () => call('POST', `/rest/organizations/${id}/activities/latest`, { body: {} });
    expect((await latest()).body).toMatchObject({
      items: [{ operation: 'FULL_REFRESH', state: 'EXECUTING' }],
    });
    expect((await latest()).body).not.toHaveProperty('items.0.endDate');

    await push('POST', '/status?statusType=IDLE');
    await rowsAfter(10_000);
    expect((await latest()).body).toMatchObject({
      items: [{ state: 'EXECUTED', result: 'SUCCESS', duration: 10, endDate: Date.parse(START) + 10_000 }],
      totalEntries: 1,
    });
    expect(await information()).toMatchObject({
      information: {
        sourceStatus: { type: 'PUSH_READY' },
        lastOperation: { operationType: 'FULL_REFRESH', result: 'SUCCESS', numberOfDocuments: 1 },
      },
    });
  });
});

describe('log rows', () => {
  it('have guids of their own, and are gone rowsAfter fourteen days', async () => {
    const { batch, rows, rowsAfter, advance } = await emptySource();
    const items = Array.from({ length: 300 }, (_, index) => ({ documentId: `https://a/${index}` }));
    await batch(JSON.stringify({ addOrUpdate: items }));
    await rowsAfter(10_000);
    const all = await rows();
    expect(all.length).toBe(1_202);
    expect(new Set(all.map(({ guid }) => guid)).size).toBe(1_202);
    const span = { from: '2026-03-10T00:00:00Z', to: '2026-03-11T00:00:00Z' };
    advance(13 * 24 * 60 * MINUTE);
    expect((await rows(span)).length).toBe(1_202);
    advance(24 * 60 * MINUTE);
    expect(await rows(span)).toEqual([]);
  });
});
