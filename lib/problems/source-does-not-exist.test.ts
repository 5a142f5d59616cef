import { describe, expect, it } from 'vitest';
import { missingPart, NOW } from '@/lib/evidence/evidence-builder';
import { requestOf, urlOf } from '@/lib/paste/facts-builder';
import { NO_ITEMS } from './finding';
import { CLEAR, lookLive } from './live-door-under-test';
import { type Look, lookAt, spanIn } from './paste-door-under-test';
import { CODES_OF_412 } from './push-parameters';
import { sourceDoesNotExist } from './source-does-not-exist';

const CANNOT_TELL =
  'The id may be misspelt, of another organization or region, or the organization may just have been created: the text does not tell which.';
const TEXT = 'HTTP/1.1 412 {"errorCode": "SOURCE_DOES_NOT_EXIST"}';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `SOURCE_DOES_NOT_EXIST`.', 'Its status 412 fits.', CANNOT_TELL],
  spans: ['SOURCE_DOES_NOT_EXIST', '412'],
  wrongIf: 'The source can be read by this id in the same organization and region.',
  decidedBy: {
    tells:
      '200 shows the source, and that the id is right for this organization and region; 404 that no source of this id is there; 401 or 403 that this token cannot tell.',
    call: { name: 'sources.get' },
  },
  retryAfter: null,
};

describe('a source that does not exist is recognised', () => {
  it('by its code: certain, with the request that tells the causes apart', () => {
    expect(lookAt(sourceDoesNotExist, TEXT)).toEqual(BY_CODE);
  });

  it('with the organization that its id belongs to, where that is another one', () => {
    const mismatch = {
      name: 'source of another organization',
      text: 'The source id ends with other, and the path names the organization myorg.',
      span: spanIn(TEXT, 'HTTP'),
    } as const;
    expect(lookAt(sourceDoesNotExist, TEXT, { mismatches: [mismatch] })).toEqual({
      ...BY_CODE,
      reasons: [...BY_CODE.reasons.slice(0, 2), mismatch.text],
      spans: [...BY_CODE.spans, 'HTTP'],
      inRequest:
        'Use a source id and an organization id that belong together: a source id begins or ends with its organization’s id.',
    });
  });

  it('with the name that stands in place of its id', () => {
    const request = requestOf({ url: urlOf({ source: 'My Articles' }) });
    expect(lookAt(sourceDoesNotExist, TEXT, { request })).toEqual({
      ...BY_CODE,
      reasons: [
        ...BY_CODE.reasons.slice(0, 2),
        'What stands in the path looks like the name of a source, not like an id.',
      ],
    });
  });

  it.each([
    "Source 'abcdefghijklmnopqrstuvwxyz-myorg' does not exist",
    'the source could not be found, api.cloud.coveo.com',
  ])('by “%s”: likely', (text) => {
    expect(lookAt(sourceDoesNotExist, text, { kind: 'prose' })?.confidence).toBe('likely');
  });

  it('as possible by a bare 412 of Coveo, as likely where its id is of another organization', () => {
    const text = 'HTTP/1.1 412 api.cloud.coveo.com';
    const status =
      'The status is 412, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.';
    expect(lookAt(sourceDoesNotExist, text)).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [status, CODES_OF_412],
      spans: ['412'],
    });
    const mismatch = {
      name: 'source of another organization',
      text: 'Other.',
      span: spanIn(text, 'HTTP'),
    } as const;
    expect(lookAt(sourceDoesNotExist, text, { mismatches: [mismatch] })).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [status, 'Other.'],
      spans: ['412', 'HTTP'],
      inRequest:
        'Use a source id and an organization id that belong together: a source id begins or ends with its organization’s id.',
    });
  });
});

describe('a source that does not exist is not claimed', () => {
  it.each([
    'HTTP/1.1 404 api.cloud.coveo.com',
    'cp: the source file does not exist',
    'source not found in bibliography',
    'HTTP/1.1 412 api.cloud.coveo.com {"errorCode": "INVALID_PARAMETER"}',
  ])('of “%s”', (text) => {
    expect(lookAt(sourceDoesNotExist, text, { kind: 'prose' })).toBeNull();
  });
});

describe('a live source', () => {
  const gone = (status: number) => ({
    source: null,
    parts: { source: missingPart(`Coveo answered ${status}.`, 'sources.get', status) },
  });

  it('that Coveo itself does not know is found', () => {
    const { findings } = lookLive(sourceDoesNotExist, gone(404));
    expect(findings).toEqual([
      {
        problem: 'source-does-not-exist',
        key: '',
        title: 'Coveo knows no source of this id',
        severity: 'error',
        impact: 'degraded',
        confidence: 'likely',
        confidenceReason:
          'That Coveo answered 404 for the source is certain; that pushes to it are refused for it is inferred.',
        count: 1,
        unit: 'operations',
        firstSeen: NOW,
        lastSeen: NOW,
        evidence: [],
        evidenceTotal: 0,
        rows: [],
        activities: [],
        measure: '1 source',
        items: NO_ITEMS,
        text: 'Coveo answered 404 for the source: its id is misspelt, it was deleted, or it belongs to another organization or region. Pushes to this id are refused with 412 `SOURCE_DOES_NOT_EXIST` and leave no row.',
        assumptions: [],
      },
    ]);
  });

  it('is clear where it could be read, and not checked where it could not', () => {
    expect(lookLive(sourceDoesNotExist)).toEqual(CLEAR);
    expect(lookLive(sourceDoesNotExist, gone(403))).toEqual({
      ...CLEAR,
      notChecked: [
        {
          problem: 'source-does-not-exist',
          title: 'Source does not exist',
          why: 'Coveo answered 403.',
          call: 'sources.get',
          status: 403,
          requestId: 'req-1',
        },
      ],
    });
  });
});
