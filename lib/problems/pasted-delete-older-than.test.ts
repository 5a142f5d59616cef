import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import type { Facts } from '@/lib/paste/facts';
import { requestOf, rowFactOf, urlOf } from '@/lib/paste/facts-builder';
import { deleteOlderThanIneffective } from './delete-older-than-ineffective';
import { type Look, lookAt, spanIn } from './paste-door-under-test';

const SECONDS = '1795312800';
const BY_REQUEST: Look = {
  confidence: 'likely',
  reasons: [
    'The request of the delete older than has the orderingId 1795312800: 10 digits are seconds (Sun 22 Nov 02:00 UTC), and Coveo counts milliseconds, 13 digits.',
    'Nothing that was pushed with the time in milliseconds is lower, so it deletes nothing, although it is accepted.',
  ],
  spans: [SECONDS],
  wrongIf: 'The items of the source carry orderingIds in seconds too, lower than this one.',
  decidedBy: null,
  retryAfter: null,
};
const asking = (text: string, orderingId: string): Pick<Facts, 'kind' | 'request'> => ({
  kind: 'http exchange',
  request: requestOf({
    url: urlOf({
      value: 'https://api.cloud.coveo.com/push/v1/organizations/o/sources/s/documents/olderthan',
      path: '/push/v1/organizations/{organization}/sources/{source}/documents/olderthan',
      parameters: [{ name: 'orderingId', value: orderingId, span: spanIn(text, orderingId) }],
    }),
  }),
});

describe('a pasted delete older than that deletes nothing is recognised', () => {
  it('by an orderingId of seconds, although the request was accepted: likely', () => {
    const text = `HTTP/1.1 202 ${SECONDS}`;
    expect(lookAt(deleteOlderThanIneffective, text, asking(text, SECONDS))).toEqual(BY_REQUEST);
  });

  it('by such an orderingId in its log row', () => {
    const text = `{"meta": {"orderingId": "${SECONDS}"}}`;
    const row = buildRow({
      at: '2026-11-22T02:00:00.000Z',
      operation: 'DELETE_OLDER_THAN',
      meta: { orderingId: SECONDS },
    });
    const rows = { read: [rowFactOf(row, [0, text.length])], total: 1 };
    expect(lookAt(deleteOlderThanIneffective, text, { kind: 'log rows', rows })).toEqual({
      ...BY_REQUEST,
      reasons: [BY_REQUEST.reasons[0]?.replace('request', 'log row'), BY_REQUEST.reasons[1]],
    });
  });

  it('by such an orderingId beside the name of the call in a log line', () => {
    const text = `deleteDocumentsOlderThan ${SECONDS}`;
    const identifier = { name: 'orderingId', value: SECONDS, span: spanIn(text, SECONDS) } as const;
    expect(lookAt(deleteOlderThanIneffective, text, { identifiers: [identifier] })).toEqual({
      ...BY_REQUEST,
      reasons: [BY_REQUEST.reasons[0]?.replace('request', 'text'), BY_REQUEST.reasons[1]],
    });
  });

  it('as possible by a complaint in words', () => {
    const seen = lookAt(deleteOlderThanIneffective, 'Delete older than does not delete the items', {
      kind: 'prose',
    });
    expect([seen?.confidence, seen?.spans]).toEqual(['possible', ['older than does not delete']]);
  });
});

describe('a pasted delete older than is not claimed', () => {
  it.each([
    ['with milliseconds', 'HTTP/1.1 202 1795312800000', '1795312800000'],
    ['that the API refused', `HTTP/1.1 403 ${SECONDS}`, SECONDS],
  ])('%s', (_, text, orderingId) => {
    expect(lookAt(deleteOlderThanIneffective, text, asking(text, orderingId))).toBeNull();
  });

  it('of a number of 10 digits alone', () => {
    const identifier = { name: 'orderingId', value: SECONDS, span: [0, 10] } as const;
    expect(lookAt(deleteOlderThanIneffective, SECONDS, { identifiers: [identifier] })).toBeNull();
  });
});
