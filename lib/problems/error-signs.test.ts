import { describe, expect, it } from 'vitest';
import { buildRow } from '@/lib/evidence/evidence-builder';
import type { CodeFact, Facts } from '@/lib/paste/facts';
import { factsOf, requestOf, rowFactOf, urlOf } from '@/lib/paste/facts-builder';
import { phrase } from '@/lib/paste/vocabulary';
import { type ErrorSigns, errorDoor, readSign, rivalCode } from './error-signs';
import { spanIn } from './paste-door-under-test';
import { recognition } from './paste-signs';

const SIGNS: ErrorSigns = { codes: ['OWN_CODE'], genericCodes: ['ANY_CODE', 'BAD_GATEWAY'], statuses: [400] };
const COVEO = { value: 'x-coveo', span: [0, 1] } as const;
const code = (text: string, value: string, from: CodeFact['from']): CodeFact => ({
  value,
  span: spanIn(text, value),
  from,
});
const confidenceOf = (text: string, value: string, from: CodeFact['from'], different: Partial<Facts> = {}) =>
  readSign(factsOf({ text, kind: 'error body', codes: [code(text, value, from)], ...different }), SIGNS)
    ?.confidence ?? null;

describe('a code', () => {
  it('in a field is certain where it is Coveo’s alone, or the field or something else is Coveo’s', () => {
    expect([
      confidenceOf('type: OWN_CODE', 'OWN_CODE', 'field'),
      confidenceOf('errorCode: ANY_CODE', 'ANY_CODE', 'field'),
      confidenceOf('Error code: ANY_CODE', 'ANY_CODE', 'field'),
      confidenceOf('code: ANY_CODE', 'ANY_CODE', 'field', { coveo: COVEO }),
    ]).toEqual(['certain', 'certain', 'certain', 'certain']);
  });

  it('in a field that every service has, or in other letters, is likely', () => {
    expect([
      confidenceOf('code: ANY_CODE', 'ANY_CODE', 'field'),
      confidenceOf('code: ANY_CODE', 'ANY_CODE', 'field', { status: { value: 400, span: [0, 1] } }),
      confidenceOf('errorCode: own_code', 'own_code', 'field'),
    ]).toEqual(['likely', 'likely', 'likely']);
  });

  it('that other services write too, in other letters and without any sign of Coveo, is possible', () => {
    expect([
      confidenceOf('error: any_code', 'any_code', 'field'),
      confidenceOf('error: any_code', 'any_code', 'field', { coveo: COVEO }),
    ]).toEqual(['possible', 'likely']);
  });

  it('that other services write too is likely as a word of a text', () => {
    expect(confidenceOf('it says ANY_CODE', 'ANY_CODE', 'word')).toBe('likely');
  });

  it('that is the name of a status says nothing as a word, unless the status is there, or nothing else is', () => {
    expect([
      confidenceOf('we saw BAD_GATEWAY', 'BAD_GATEWAY', 'word'),
      confidenceOf(' BAD_GATEWAY ', 'BAD_GATEWAY', 'word'),
      confidenceOf('400 BAD_GATEWAY', 'BAD_GATEWAY', 'word', { status: { value: 400, span: [0, 3] } }),
    ]).toEqual([null, 'likely', 'possible']);
  });

  it.each([
    "case 'OWN_CODE':",
    'if (code === "OWN_CODE")',
    'return OWN_CODE;',
    'Errors.OWN_CODE',
    'fail(OWN_CODE)',
    'push.retryOn=OWN_CODE,OTHER',
    'push.retryOn=OTHER,OWN_CODE',
    'retryableErrors: ["OTHER", "OWN_CODE"]',
  ])('in a program is only mentioned: %s', (text) => {
    expect(confidenceOf(text, 'OWN_CODE', 'word', { coveo: COVEO })).toBeNull();
  });

  it('as a word beside a sign of Coveo is certain in a message, and likely in prose, which may only describe it', () => {
    const look = (kind: Facts['kind']) =>
      confidenceOf('it says ANY_CODE', 'ANY_CODE', 'word', { kind, coveo: COVEO });
    expect([look('client message'), look('prose')]).toEqual(['certain', 'likely']);
  });

  it('in a list of codes is only mentioned', () => {
    const text = 'OWN_CODE, ANOTHER_CODE, THIRD_CODE';
    const codes = ['OWN_CODE', 'ANOTHER_CODE', 'THIRD_CODE'].map((value) => code(text, value, 'word'));
    expect(readSign(factsOf({ text, codes, coveo: COVEO }), SIGNS)).toBeNull();
  });

  it('in a list that gives each its status is only mentioned, but not in lines of a log or an answer', () => {
    const status = { value: 400, span: [0, 3] } as const;
    const look = (text: string, different: Partial<Facts> = {}) =>
      confidenceOf(text, 'OWN_CODE', 'word', { status, coveo: COVEO, ...different });
    const list = '400 - OWN_CODE, 401 - ANOTHER_CODE, 403 - THIRD_CODE';
    expect([
      look(list),
      look('400 OWN_CODE with MY_KEY=1 and MY_ORG=2'),
      look('400 OWN_CODE for BATCH_FILE at STREAMING_BATCH'),
      look('09:00:01 400 OWN_CODE\n09:00:02 401 ANOTHER_CODE\n09:00:03 403 THIRD_CODE'),
      look(list, { request: requestOf({ url: urlOf() }) }),
    ]).toEqual([null, 'certain', 'certain', 'certain', 'certain']);
  });

  it('inside a log row is the row’s', () => {
    const text = '{"meta": {"errorCode": "OWN_CODE"}}';
    const row = rowFactOf(buildRow({ at: '2026-11-22T02:00:00.000Z', item: 'a://1' }), [0, text.length]);
    expect(confidenceOf(text, 'OWN_CODE', 'field', { rows: { read: [row], total: 1 } })).toBeNull();
  });

  it('of another kind in a field is a rival, but not a number or a client’s class', () => {
    const rival = (value: string) =>
      rivalCode(factsOf({ text: value, codes: [code(value, value, 'field')] }), SIGNS)?.value ?? null;
    expect(
      ['OTHER_CODE', 'InvalidQuery', '400', 'ERR_BAD_REQUEST', 'AxiosError', 'OWN_CODE'].map(rival),
    ).toEqual(['OTHER_CODE', 'InvalidQuery', null, null, null, null]);
  });
});

describe('a status alone', () => {
  const text = 'HTTP 400';
  const look = (alone: ErrorSigns['alone'], different: Partial<Facts> = {}) =>
    readSign(factsOf({ text, coveo: COVEO, status: { value: 400, span: [5, 8] }, ...different }), {
      ...SIGNS,
      ...(alone === undefined ? {} : { alone }),
    });
  const SIGN = {
    by: 'status',
    confidence: 'possible',
    reasons: ['The status is 400, beside a sign of Coveo (x-coveo), and no code is shown that says more.'],
    spans: [[5, 8]],
  };

  it('says as much as its problem lets it, and certainty takes an address of Coveo', () => {
    const request = requestOf({ url: urlOf() });
    expect([look('possible'), look('certain'), look('certain', { request })]).toEqual([
      SIGN,
      { ...SIGN, confidence: 'likely' },
      { ...SIGN, confidence: 'certain' },
    ]);
  });

  it('says nothing without a sign of Coveo, of its other services, or where the text says more', () => {
    expect([
      look(undefined),
      look('certain', { coveo: null }),
      look('certain', { request: requestOf({ url: urlOf({ service: 'other Coveo' }) }) }),
      look('certain', { codes: [{ value: 'OTHER_CODE', span: [0, 4], from: 'field' }] }),
      look('possible', { codes: [{ value: 'OTHER_CODE', span: [0, 4], from: 'word' }] }),
      look('possible', { messages: [{ value: 'No such field', span: [0, 4] }] }),
    ]).toEqual([null, null, null, null, null, null]);
  });
});

describe('what the pipeline says later', () => {
  const LATER: ErrorSigns = { statuses: [], plain: [phrase('lost', 'item was lost')] };

  it('is read from a text that also tells of a success', () => {
    const text = 'got 202, but the item was lost';
    const facts = factsOf({
      text,
      status: { value: 202, span: spanIn(text, '202') },
      phrases: [{ name: 'lost', span: spanIn(text, 'item was lost') }],
    });
    expect(readSign(facts, LATER)).toEqual({
      by: 'message',
      confidence: 'likely',
      reasons: ['The text says “item was lost”.'],
      spans: [spanIn(text, 'item was lost')],
    });
  });
});

it('a door’s vocabulary is all that its signs name', () => {
  const plain = phrase('plain', 'plain words');
  const fitting = phrase('fitting', 'fitting words');
  const recognise = () => null;
  expect(errorDoor({ ...SIGNS, plain: [plain], fitting: [fitting] }, recognise)).toEqual({
    codes: ['OWN_CODE', 'ANY_CODE', 'BAD_GATEWAY'],
    phrases: [plain, fitting],
    recognise,
  });
});

it('a recognition has no deciding request and no wait unless its problem names one', () => {
  expect(recognition({ confidence: 'likely', reasons: ['A.'], spans: [] }, { wrongIf: 'B.' })).toEqual({
    confidence: 'likely',
    reasons: ['A.'],
    spans: [],
    wrongIf: 'B.',
    decidedBy: null,
    retryAfter: null,
  });
});
