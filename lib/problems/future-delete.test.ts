import { describe, expect, it } from 'vitest';
import { buildEvidence, buildRow, missingPart, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { toMs } from '@/lib/evidence/time';
import { type Finding, NO_ITEMS } from './finding';
import { refsTo } from './finding-under-test';
import { futureOrderingId } from './future-ordering-id';
import { CLEAR, lookLive } from './live-door-under-test';

const DAY = 86_400_000;
const AT = '2026-11-20T03:00:00.000Z';
const idAt = (at: string, aheadMs = 0) => String(toMs(at) + aheadMs);
const olderThan = (orderingId: string | null, at = AT, different: Partial<LogRow> = {}) =>
  buildRow({
    at,
    operation: 'DELETE_OLDER_THAN',
    meta: orderingId === null ? {} : { orderingId },
    ...different,
  });
const CODE = { errorCode: 'OUT_OF_SEQUENCE_OPERATION' };
/** Nights at two; those after the request are refused. */
const HEALTHY = nights(4, 2).flatMap((at) => runRows(at, 30));
const refusedNights = (meta: LogRow['meta'] = CODE, items = 30) =>
  nights(2).flatMap((at) => runRows(at, items, () => ({ task: 'CONSUMING', result: 'REJECTED', meta })));
const holding = (items: number | null) => {
  const { source } = buildEvidence();
  return source && { ...source, items };
};
const notChecked = (why: string) => ({
  ...CLEAR,
  notChecked: [{ problem: 'future-ordering-id', title: futureOrderingId.words.title, why }],
});

describe('a delete older than in the future', () => {
  const LOCKING = olderThan(idAt(AT, 30 * DAY));
  const FOUND: Finding = {
    problem: 'future-ordering-id',
    key: '',
    title: 'Pushes refused until 2026-12-20 03:00 UTC by a delete older than in the future',
    severity: 'error',
    impact: 'failing',
    confidence: 'certain',
    confidenceReason: null,
    count: 1,
    unit: 'operations',
    firstSeen: AT,
    lastSeen: AT,
    evidence: [LOCKING],
    evidenceTotal: 1,
    rows: refsTo([LOCKING]),
    activities: [],
    measure: '28 days left',
    items: NO_ITEMS,
    text: 'The delete older than of Fri 20 Nov 03:00 UTC carried the orderingId 1797735600000: 2026-12-20 03:00 UTC, 30 days after its row. Until then, for 28 days more, every push with a lower orderingId is refused as out of sequence, whatever the calls answer. Of the operations between the two moments 60 are known to be refused as out of sequence, 0 were indexed.',
    assumptions: ['An orderingId up to 5 min ahead of its row is taken as normal.'],
  };

  it('is certain by its orderingId, with the moment until which pushes are refused', () => {
    const rows = [...HEALTHY, LOCKING, ...refusedNights()];
    expect(lookLive(futureOrderingId, { rows })).toEqual({ ...CLEAR, findings: [FOUND] });
  });

  it('is only worth knowing once its moment has passed', () => {
    const past = olderThan(idAt(AT, DAY / 24));
    expect(lookLive(futureOrderingId, { rows: [...HEALTHY, past] }).findings).toEqual([
      {
        problem: 'future-ordering-id',
        key: '',
        title: '1 delete older than request with an orderingId in the future, by now past',
        severity: 'info',
        impact: null,
        confidence: 'certain',
        confidenceReason: null,
        count: 1,
        unit: 'operations',
        firstSeen: AT,
        lastSeen: AT,
        evidence: [past],
        evidenceTotal: 1,
        rows: refsTo([past]),
        activities: [],
        items: NO_ITEMS,
        text: 'The delete older than of Fri 20 Nov 03:00 UTC carried the orderingId 1795147200000: 2026-11-20 04:00 UTC, 60 min after its row. That moment has passed: pushes are taken again. Of the operations between the two moments 0 are known to be refused as out of sequence, 0 were indexed.',
        assumptions: FOUND.assumptions,
      } satisfies Finding,
    ]);
  });

  it('is told from a part of the rows, without what was indexed since', () => {
    const parts = { histories: missingPart('Not all rows were read.', 'logs.list', 504) };
    const rows = [LOCKING, ...refusedNights()];
    expect(lookLive(futureOrderingId, { rows, parts }).findings).toEqual([
      { ...FOUND, text: FOUND.text.replace(', 0 were indexed', '') },
    ]);
  });

  it.each([
    ['up to five minutes ahead', olderThan(idAt(AT, 5 * 60_000))],
    ['of a clock in ticks', olderThan('639200000000000000')],
    ['of a clock in nanoseconds', olderThan('19457712023373612345')],
    ['of a request that was refused', olderThan(idAt(AT, 30 * DAY), AT, { result: 'REJECTED' })],
  ])('is not what an orderingId is that is %s', (_, row) => {
    expect(lookLive(futureOrderingId, { rows: [...HEALTHY, row] })).toEqual(CLEAR);
  });
});

describe('where the request does not show its orderingId', () => {
  const HIDDEN = olderThan(null);
  const rows = [...HEALTHY, HIDDEN, ...refusedNights()];
  const FIRST = '2026-11-21T02:00:00.000Z';

  it('a lock is likely when all is refused as out of sequence since, and the source is empty', () => {
    expect(lookLive(futureOrderingId, { rows, source: holding(0) })).toEqual({
      ...CLEAR,
      findings: [
        {
          problem: 'future-ordering-id',
          key: '',
          title: 'Source most likely locked by a delete older than in the future',
          severity: 'error',
          impact: 'failing',
          confidence: 'likely',
          confidenceReason:
            'No orderingId of the request shows: it is inferred from refusals without exception, and from the empty source.',
          count: 60,
          unit: 'operations',
          firstSeen: FIRST,
          lastSeen: '2026-11-22T02:00:29.000Z',
          evidence: [HIDDEN],
          evidenceTotal: 1,
          rows: refsTo([HIDDEN]),
          activities: [],
          items: NO_ITEMS,
          text: 'Since Sat 21 Nov 02:00 UTC 60 of 60 operations were refused as out of sequence and none was indexed, and the source holds 0 items. The last delete older than before was that of Fri 20 Nov 03:00 UTC. Until when this lasts is not shown: look up its orderingId in the client’s log, before anybody recreates the source.',
          assumptions: [
            'Inferred from 20 items on, where at least 95 % were refused so, and the source holds at most 5 % of them.',
          ],
        } satisfies Finding,
      ],
    });
  });

  it.each([
    [
      'the source still has its items',
      rows,
      30,
      'All of the 60 operations pushed last were refused as out of sequence, but the source still holds 30 items: a delete older than in the future would most likely have removed them. No orderingId is shown that would decide it.',
    ],
    [
      'the number of items was not read',
      rows,
      null,
      'All of the 60 operations pushed last were refused as out of sequence, and the number of items was not read.',
    ],
    [
      'the refusals give no reason',
      [...HEALTHY, HIDDEN, ...refusedNights({})],
      0,
      'All of the 60 operations pushed last were refused, without a reason in their rows, and the source holds 0 items: a delete older than in the future looks like this, but nothing shows its orderingId.',
    ],
    [
      'too few items were pushed since',
      [...HEALTHY, HIDDEN, ...refusedNights(CODE, 10)],
      0,
      'All of the 20 operations pushed last were refused as out of sequence, and the source holds 0 items: a delete older than in the future looks like this, but nothing shows its orderingId.',
    ],
    [
      'nothing was pushed since, and the source is empty',
      [...HEALTHY, HIDDEN],
      0,
      'The delete older than of Fri 20 Nov 03:00 UTC does not show its orderingId, nothing was pushed since, and the source holds 0 items.',
    ],
  ])('it is not checked when %s', (_, given, items, why) => {
    expect(lookLive(futureOrderingId, { rows: given, source: holding(items) })).toEqual(notChecked(why));
  });

  it.each([
    ['nothing was pushed since, and the items are there', [...HEALTHY, HIDDEN], 30],
    [
      'items pushed since were indexed',
      [...HEALTHY, HIDDEN, ...nights(1).flatMap((at) => runRows(at, 5))],
      0,
    ],
    [
      'the refused ones carry seconds: that explains it',
      [...HEALTHY, ...refusedNights({ ...CODE, orderingId: '1795312800' })],
      0,
    ],
    ['a single item was refused last, in a source with items', [...HEALTHY, ...refusedNights(CODE, 1)], 30],
  ])('it is clear when %s', (_, given, items) => {
    expect(lookLive(futureOrderingId, { rows: given, source: holding(items) })).toEqual(CLEAR);
  });

  it('it is not checked when not every row was read', () => {
    const parts = { histories: missingPart('Not all rows were read.', 'logs.list', 504) };
    expect(lookLive(futureOrderingId, { rows: [HIDDEN], parts })).toEqual(
      notChecked('The rows of delete older than do not show their orderingId, and not every row was read.'),
    );
    const refused = [olderThan(idAt(AT)), ...refusedNights()];
    expect(lookLive(futureOrderingId, { rows: refused, parts })).toEqual(
      notChecked(
        'Items were refused as out of sequence, and whether others were let in since is not known: not every row was read.',
      ),
    );
    expect(lookLive(futureOrderingId, { rows: [olderThan(idAt(AT))], parts })).toEqual(CLEAR);
    const none = { ...parts, failures: missingPart('Coveo answered 403.', 'logs.list', 403) };
    expect(lookLive(futureOrderingId, { rows: [], parts: none })).toEqual(
      notChecked(
        'The rows of what was refused were not all read, so whether a lock refuses pushes is not known.',
      ),
    );
  });
});
