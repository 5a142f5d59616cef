import { describe, expect, it } from 'vitest';
import type { PartCoverage } from '@/lib/evidence/coverage';
import { buildEvidence, buildRow, SOURCE_ID } from '@/lib/evidence/evidence-builder';
import type { ItemObservation } from '@/lib/evidence/item-observation';
import { extensionRejected } from '@/lib/problems/extension-rejected';
import { missingPermissions } from '@/lib/problems/missing-permissions';
import type { Problem } from '@/lib/problems/problem';
import { explainItem } from './item-explanation';
import { DECIDERS, type DeciderName } from './item-report';
import { decidersOf, explain, ITEM, itemRow, observed, olderThan, push, whole } from './item-under-test';

const PUSHED = '2026-11-20T02:00:00.000Z';
const LATER = '2026-11-21T02:00:00.000Z';
const REFUSED: PartCoverage = {
  state: 'missing',
  why: 'Coveo answered 403 for the log rows (Source Logs API).',
  call: 'logs.list',
  status: 403,
  requestId: 'req-logs',
};
const LOST = {
  value: null,
  answer: { call: 'sources.get', status: 500, requestId: 'req-1', why: 'Coveo answered 500 for the source.' },
};
const FAILED_BATCH = buildRow({
  at: LATER,
  item: 'file-1',
  operation: 'BATCH_FILE',
  task: 'CONSUMING_BATCH',
  result: 'ERROR',
  meta: { message: 'Unable to deserialize the batch: unexpected token in JSON' },
});

const BEFORE = [
  'token yes: It came into the pipeline, so the call that pushed it was accepted. Later calls may have been refused without a row. [ADD CONSUMING COMPLETED]',
  'organization yes: ACTIVE, as of Sun 22 Nov 12:00 UTC; how it was before is not shown. [organization.status 200 req-organization]',
  'source yes: Articles, type PUSH. [sources.get 200 req-source]',
  'status yes: PUSH_READY, as of Sun 22 Nov 12:00 UTC. [sources.get 200 req-source]',
  'container yes: It came into the pipeline, so the container was read, if it came by one: its rows do not tell. [ADD CONSUMING COMPLETED]',
  'batch yes: It came into the pipeline, so its batch could be read, if it came in one. No batch of the source failed since. [ADD CONSUMING COMPLETED]',
];
const VISIBILITY =
  'visibility unknown: Because Coveo’s logs end with Indexing. Whether a search finds it also depends on the fields, on who may see it, and on the query; look it up in the Content Browser. A commit can take some minutes after Indexing.';
const NOT_INDEXED =
  'deletion unknown: Because no push of it was seen to reach the index, so there was nothing to delete that the logs show.';

describe('the deciders of an item', () => {
  it('that was indexed are yes up to the search', () => {
    expect(decidersOf(explain(observed(push(PUSHED))))).toEqual([
      ...BEFORE,
      'ordering yes: Past Consuming Fri 20 Nov 02:00 UTC. [ADD CONSUMING COMPLETED]',
      'validation yes: Past Processing Fri 20 Nov 02:00 UTC. [ADD PROCESSING COMPLETED]',
      'permissions yes: Past Consuming Fri 20 Nov 02:00 UTC. [ADD CONSUMING COMPLETED]',
      'extension yes: Past the extensions Fri 20 Nov 02:00 UTC. [ADD INDEXING COMPLETED]',
      'mapping yes: Past Mapping Fri 20 Nov 02:00 UTC. [ADD MAPPING COMPLETED]',
      'indexing yes: COMPLETED at INDEXING Fri 20 Nov 02:00 UTC. [ADD INDEXING COMPLETED]',
      'deletion yes: No delete of it, and no deletion that takes it along, stands after Fri 20 Nov 02:00 UTC. [ADD INDEXING COMPLETED]',
      VISIBILITY,
    ]);
  });

  it('that was refused on its way are no there, and not known behind', () => {
    const meta = { errorMessage: 'Total metadata size limit of 52428800 bytes exceeded.' };
    const rows = push(PUSHED, { end: { task: 'PROCESSING', result: 'REJECTED', meta } });
    expect(decidersOf(explain(observed(rows)))).toEqual([
      ...BEFORE,
      'ordering yes: Past Consuming Fri 20 Nov 02:00 UTC. [ADD CONSUMING COMPLETED]',
      'validation no: It was refused at PROCESSING Fri 20 Nov 02:00 UTC, most likely because of “Metadata too large”. The row says: “Total metadata size limit of 52428800 bytes exceeded.” [metadata-too-large, ADD PROCESSING REJECTED]',
      'permissions yes: Past Consuming Fri 20 Nov 02:00 UTC. [ADD CONSUMING COMPLETED]',
      'extension unknown: Because it did not get past this: it was refused at PROCESSING for another reason. [ADD PROCESSING REJECTED]',
      'mapping unknown: Because it did not get past this: it was refused at PROCESSING for another reason. [ADD PROCESSING REJECTED]',
      'indexing no: It did not get there: it was refused at PROCESSING Fri 20 Nov 02:00 UTC. [metadata-too-large, ADD PROCESSING REJECTED]',
      NOT_INDEXED,
      VISIBILITY,
    ]);
  });

  it('that was refused as it came in, without a reason, leave open which it was', () => {
    const rows = push(PUSHED, { end: { task: 'CONSUMING', result: 'REJECTED' } });
    expect(decidersOf(explain(observed(rows))).slice(6)).toEqual([
      'ordering unknown: Because it was refused at CONSUMING, and for which reason is not known: it may be this one. [ADD CONSUMING REJECTED]',
      'validation unknown: Because it was refused at CONSUMING, and for which reason is not known: it may be this one. [ADD CONSUMING REJECTED]',
      'permissions unknown: Because it was refused at CONSUMING, and for which reason is not known: it may be this one. [ADD CONSUMING REJECTED]',
      'extension unknown: Because it was refused at CONSUMING before that. [ADD CONSUMING REJECTED]',
      'mapping unknown: Because it was refused at CONSUMING before that. [ADD CONSUMING REJECTED]',
      'indexing no: It did not get there: it was refused at CONSUMING Fri 20 Nov 02:00 UTC, and the row gives no reason. [rejected-unexplained, ADD CONSUMING REJECTED]',
      NOT_INDEXED,
      VISIBILITY,
    ]);
  });

  it('that is on its way are not known where it has not been', () => {
    const rows = push('2026-11-22T11:59:00.000Z').slice(0, 2);
    expect(decidersOf(explain(observed(rows))).slice(6)).toEqual([
      'ordering yes: Past Consuming Sun 22 Nov 11:59 UTC. [ADD CONSUMING COMPLETED]',
      'validation yes: Past Processing Sun 22 Nov 11:59 UTC. [ADD PROCESSING COMPLETED]',
      'permissions yes: Past Consuming Sun 22 Nov 11:59 UTC. [ADD CONSUMING COMPLETED]',
      'extension unknown: Because no row shows it past the extensions: the last is at PROCESSING, Sun 22 Nov 11:59 UTC. [ADD PROCESSING COMPLETED]',
      'mapping unknown: Because no row shows it past Mapping: the last is at PROCESSING, Sun 22 Nov 11:59 UTC. [ADD PROCESSING COMPLETED]',
      'indexing unknown: Because no row at INDEXING was read: the last is at PROCESSING, Sun 22 Nov 11:59 UTC. [ADD PROCESSING COMPLETED]',
      NOT_INDEXED,
      VISIBILITY,
    ]);
  });

  it('that has no row are not known, but for what the source itself shows', () => {
    expect(decidersOf(explain(observed([])))).toEqual([
      'token unknown: Because no row shows a push of it. A call that was refused for its token (401, 403) leaves no row, and the key that the customer pushes with is not seen: ask for the answer that their client got.',
      ...BEFORE.slice(1, 4),
      'container unknown: Because containers leave no row: one that expired, or an upload that was refused, is seen by the client only.',
      'batch yes: No batch of the source failed in the last 14 days.',
      'ordering unknown: Because no row of it was read.',
      'validation unknown: Because no row of it was read.',
      'permissions unknown: Because no row of it was read.',
      'extension unknown: Because no row of it was read.',
      'mapping unknown: Because no row of it was read.',
      'indexing unknown: Because no row of it was read.',
      'deletion unknown: Because no row of it was read. A deletion of more than two weeks ago is in no log.',
      VISIBILITY,
    ]);
  });

  it('are asked in the order in which things happen', () => {
    expect(explain(observed([])).deciders.map(({ name }) => name)).toEqual([...DECIDERS]);
  });
});

const { source, organization } = buildEvidence();

function withStatus(status: string): ItemObservation {
  const { answer } = observed([]).source;
  return observed(push(PUSHED), { source: { value: source && { ...source, status }, answer } });
}

function withOrganization(different: object): ItemObservation {
  const { answer } = observed([]).organization;
  return observed(push(PUSHED), {
    organization: { value: organization && { ...organization, ...different }, answer },
  });
}

/** One decider as its line. */
function line(name: DeciderName, observation: ItemObservation, problems?: readonly Problem[]): string {
  const report =
    problems === undefined ? explain(observation) : explainItem(observation, SOURCE_ID, problems, new Map());
  return decidersOf(report).find((told) => told.startsWith(`${name} `)) ?? '';
}

describe('what the source and the organization show', () => {
  it.each([
    ['PUSH_READY', 'yes: PUSH_READY, as of Sun 22 Nov 12:00 UTC.'],
    ['REFRESHING', 'yes: REFRESHING, as of Sun 22 Nov 12:00 UTC: an active status alone stops no push.'],
    ['DISABLED', 'no: DISABLED, as of Sun 22 Nov 12:00 UTC.'],
    ['PAUSED_ON_ERROR', 'no: PAUSED_ON_ERROR, as of Sun 22 Nov 12:00 UTC.'],
    ['UNKNOWN', 'unknown: Because Coveo’s answer names no status.'],
    ['CREATING', 'unknown: Because it is not known what CREATING means for a push.'],
  ])('a source that is %s', (status, told) => {
    expect(line('status', withStatus(status))).toBe(`status ${told} [sources.get 200 req-source]`);
  });

  it.each([
    [{ paused: true, pauseState: 'PAUSED' }, 'no: It is paused, as of Sun 22 Nov 12:00 UTC.'],
    [{ readOnly: true }, 'no: It is read-only, as of Sun 22 Nov 12:00 UTC.'],
    [
      { lifeCycleState: 'DELETING', paused: true },
      'no: It is being deleted and is paused, as of Sun 22 Nov 12:00 UTC.',
    ],
    [
      { lifeCycleState: null, pauseState: null },
      'yes: Not paused, as of Sun 22 Nov 12:00 UTC; how it was before is not shown.',
    ],
  ])('an organization with %o', (different, told) => {
    expect(line('organization', withOrganization(different))).toBe(
      `organization ${told} [organization.status 200 req-organization]`,
    );
  });

  it('a source that nothing can be pushed to', () => {
    const { answer } = observed([]).source;
    const closed = source && { ...source, pushEnabled: false, type: 'WEB2' };
    expect(line('source', observed([], { source: { value: closed, answer } }))).toBe(
      'source no: Coveo shows Articles as a source of the type WEB2 that is not open to pushes. [sources.get 200 req-source]',
    );
  });

  it('what could not be read is not known, with the call that failed', () => {
    const observation = observed(push(PUSHED), { source: LOST, organization: LOST });
    const because =
      'unknown: Because it could not be read. Coveo answered 500 for the source. [sources.get 500 req-1]';
    const names = ['source', 'status', 'organization'] as const;
    expect(names.map((name) => line(name, observation))).toEqual([
      `source ${because}`,
      `status ${because}`,
      `organization ${because}`,
    ]);
  });
});

describe('a batch', () => {
  it('that failed after the item came in may hold a newer push of it', () => {
    expect(line('batch', observed(push(PUSHED), { failedBatches: whole([FAILED_BATCH]) }))).toBe(
      'batch unknown: Because 1 batch of the source did not end well after it came in, the last Sat 21 Nov 02:00 UTC. What such a batch holds is never logged: a newer push of the item may have been in it. [json-deserialization, BATCH_FILE CONSUMING_BATCH ERROR]',
    );
  });

  it('that failed before it came in is none of its own', () => {
    const before = { ...FAILED_BATCH, at: '2026-11-19T02:00:00.000Z' };
    expect(line('batch', observed(push(PUSHED), { failedBatches: whole([before]) }))).toBe(BEFORE[5]);
  });

  it('that failed is where an item that was never seen may have been', () => {
    expect(line('batch', observed([], { failedBatches: whole([FAILED_BATCH]) }))).toBe(
      'batch unknown: Because 1 batch of the source did not end well in what was read, the last Sat 21 Nov 02:00 UTC. What such a batch holds is never logged: a newer push of the item may have been in it. [json-deserialization, BATCH_FILE CONSUMING_BATCH ERROR]',
    );
  });

  it('is not known where the failed ones could not be read', () => {
    const unread = { failedBatches: { rows: [], part: REFUSED } };
    expect(line('batch', observed([], unread))).toBe(
      'batch unknown: Because the failed batches could not all be read. Coveo answered 403 for the log rows (Source Logs API).',
    );
    expect(line('batch', observed(push(PUSHED), unread))).toBe(
      'batch yes: It came into the pipeline, so its batch could be read, if it came in one. Whether one failed since is not known. Coveo answered 403 for the log rows (Source Logs API). [ADD CONSUMING COMPLETED]',
    );
  });
});

/** A problem as it claims the rows of a stage, whether or not its live door is built. */
function claiming(problem: Problem, task: string): Problem {
  const live = {
    needs: [],
    fromPart: true,
    claim: ({ row }: { row: { task: string } }) => (row.task === task ? ('likely' as const) : null),
    detect: () => ({ state: 'clear' as const }),
  };
  return { ...problem, live };
}

describe('a refusal is laid to', () => {
  it('the ordering by its code, with the orderingId that the row shows', () => {
    const meta = { errorCode: 'OUT_OF_SEQUENCE_OPERATION', orderingId: '1795140000000' };
    const rows = push(PUSHED, { end: { task: 'CONSUMING', result: 'REJECTED', meta } });
    expect(line('ordering', observed(rows))).toBe(
      'ordering no: It was refused at CONSUMING Fri 20 Nov 02:00 UTC, because of “Out of sequence operation”. The row says: “OUT_OF_SEQUENCE_OPERATION”. Its orderingId is 1795140000000, Fri 20 Nov 02:00 UTC. [out-of-sequence, ADD CONSUMING REJECTED]',
    );
  });

  it('the permissions by their problem', () => {
    const rows = push(PUSHED, { end: { task: 'CONSUMING', result: 'ERROR' } });
    expect(line('permissions', observed(rows), [claiming(missingPermissions, 'CONSUMING')])).toBe(
      'permissions no: It failed at CONSUMING Fri 20 Nov 02:00 UTC, most likely because of “Item of a secured source without valid permissions”. [missing-permissions, ADD CONSUMING ERROR]',
    );
  });

  it('the extensions by their stage', () => {
    const rows = [
      ...push(PUSHED).slice(0, 1),
      itemRow({ at: '2026-11-20T02:00:01.000Z', task: 'EXTENSION', result: 'REJECTED' }),
    ];
    expect(line('extension', observed(rows), [claiming(extensionRejected, 'EXTENSION')])).toBe(
      'extension no: It was refused at EXTENSION Fri 20 Nov 02:00 UTC, most likely because of “Rejected by an extension”. [extension-rejected, ADD EXTENSION REJECTED]',
    );
  });

  it.each([
    ['mapping', 'MAPPING', 'mapping no: It was refused at MAPPING'],
    ['indexing', 'INDEXING', 'indexing no: It was refused at INDEXING'],
  ] as const)('the %s by its stage where no rule knows the reason', (name, task, told) => {
    const rows = push(PUSHED, { end: { task, result: 'REJECTED', meta: { message: 'ODD' } } });
    expect(line(name, observed(rows))).toBe(
      `${told} Fri 20 Nov 02:00 UTC, for a reason that no rule knows. The row says: “ODD”. [rejected-unexplained, ADD ${task} REJECTED]`,
    );
  });
});

describe('a stage that was passed', () => {
  it('with a warning says so', () => {
    expect(line('mapping', observed(push(PUSHED, { end: { task: 'MAPPING', result: 'WARNING' } })))).toBe(
      'mapping yes: Past Mapping Fri 20 Nov 02:00 UTC. Its row there is a WARNING. [ADD MAPPING WARNING]',
    );
  });

  it('is not one that an operation was skipped at, with nothing after it', () => {
    const rows = [itemRow({ at: PUSHED, result: 'SKIPPED' })];
    expect(line('ordering', observed(rows))).toBe(
      'ordering unknown: Because no row shows it past Consuming: the last is at CONSUMING, Fri 20 Nov 02:00 UTC. [ADD CONSUMING SKIPPED]',
    );
    expect(line('indexing', observed(rows))).toBe(
      'indexing no: It was skipped at CONSUMING Fri 20 Nov 02:00 UTC, and no later row was read. [ADD CONSUMING SKIPPED]',
    );
  });
});

describe('a deletion', () => {
  const removed = itemRow({ at: LATER, operation: 'DELETE', task: 'INDEXING' });
  const shows = (orderingId: string) => push(PUSHED).map((row) => ({ ...row, meta: { orderingId } }));

  it('is beside the refusal of the newest push, which the other deciders are about', () => {
    const refused = push('2026-11-21T01:30:00.000Z', {
      operation: 'UPDATE',
      end: { task: 'CONSUMING', result: 'REJECTED', meta: { errorCode: 'MISSING_PERMISSIONS' } },
    });
    const rows = [...push(PUSHED), ...refused, removed];
    const told = ['permissions', 'indexing', 'deletion'] as const;
    expect(told.map((name) => line(name, observed(rows)))).toEqual([
      'permissions no: It was refused at CONSUMING Sat 21 Nov 01:30 UTC, most likely because of “Item of a secured source without valid permissions”. The row says: “MISSING_PERMISSIONS”. [missing-permissions, UPDATE CONSUMING REJECTED]',
      'indexing no: It did not get there: it was refused at CONSUMING Sat 21 Nov 01:30 UTC. [missing-permissions, UPDATE CONSUMING REJECTED]',
      'deletion no: It was removed Sat 21 Nov 02:00 UTC without a delete that was pushed for it, by which operation, the rows read do not show. [DELETE INDEXING COMPLETED]',
    ]);
  });

  it('that was pushed for it is certain', () => {
    const rows = [
      ...push(PUSHED),
      itemRow({ at: LATER, operation: 'DELETE' }),
      itemRow({ at: '2026-11-21T02:00:01.000Z', operation: 'DELETE', task: 'INDEXING' }),
    ];
    expect(line('deletion', observed(rows))).toBe(
      'deletion no: A delete that was pushed for it was carried out Sat 21 Nov 02:00 UTC. [DELETE INDEXING COMPLETED]',
    );
  });

  it('by a delete older than is an inference, and says so', () => {
    const cause = olderThan('2026-11-21T01:59:00.000Z');
    expect(line('deletion', observed([...push(PUSHED), removed], { deletions: whole([cause]) }))).toBe(
      'deletion no: It was removed Sat 21 Nov 02:00 UTC without a delete that was pushed for it, likely by the delete older than that was carried out Sat 21 Nov 01:59 UTC: which operation it was is inferred from the order in time. [DELETE INDEXING COMPLETED, DELETE_OLDER_THAN CONSUMING COMPLETED]',
    );
  });

  it('by nothing that was read names none', () => {
    expect(line('deletion', observed([...push(PUSHED), removed]))).toBe(
      'deletion no: It was removed Sat 21 Nov 02:00 UTC without a delete that was pushed for it, by which operation, the rows read do not show. [DELETE INDEXING COMPLETED]',
    );
  });

  it('whose orderingId is above the item’s takes it along, although no row of the item shows it', () => {
    const deletions = whole([olderThan(LATER, '1795140000001')]);
    expect(line('deletion', observed(shows('1795140000000'), { deletions }))).toBe(
      'deletion no: Likely deleted by the delete older than that was carried out Sat 21 Nov 02:00 UTC: it takes all that is older, or below it. No row of the item itself shows it. [DELETE_OLDER_THAN CONSUMING COMPLETED]',
    );
  });

  it('whose orderingId is not above the item’s spares it', () => {
    const deletions = whole([olderThan(LATER, '1795140000000')]);
    expect(line('deletion', observed(shows('1795140000000'), { deletions }))).toBe(
      'deletion yes: No delete of it, and no deletion that takes it along, stands after Fri 20 Nov 02:00 UTC. [ADD INDEXING COMPLETED]',
    );
  });

  it('of which the rows show no orderingId leaves it open', () => {
    expect(line('deletion', observed(push(PUSHED), { deletions: whole([olderThan(LATER)]) }))).toBe(
      'deletion unknown: Because of the delete older than that was carried out Sat 21 Nov 02:00 UTC, after the item was indexed: the rows do not show both orderingIds, so whether it took the item along cannot be told. The item has no row of a removal. [DELETE_OLDER_THAN CONSUMING COMPLETED]',
    );
  });

  it('is not known where deletions could not be read', () => {
    expect(line('deletion', observed(push(PUSHED), { deletions: { rows: [], part: REFUSED } }))).toBe(
      'deletion unknown: Because the deletions of the source could not all be read. Coveo answered 403 for the log rows (Source Logs API).',
    );
  });

  it('of a parent takes its children along', () => {
    const parent = buildRow({
      at: LATER,
      item: ITEM.replace(/\/1$/, ''),
      operation: 'DELETE_AND_CHILDREN',
      task: 'INDEXING',
    });
    expect(line('deletion', observed(push(PUSHED), { deletions: whole([parent]) }))).toBe(
      'deletion no: Likely deleted by the delete with children of https://example.com/docs, Sat 21 Nov 02:00 UTC: it takes all that is older, or below it. No row of the item itself shows it. [DELETE_AND_CHILDREN INDEXING COMPLETED]',
    );
  });

  it('without a push in sight says that only the deletion was read', () => {
    expect(line('mapping', observed([removed]))).toBe(
      'mapping unknown: Because no push of it was read, only its deletion. [DELETE INDEXING COMPLETED]',
    );
  });
});
