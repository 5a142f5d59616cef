import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from './json';
import { flattenMeta, matchCode, matchPhrase, metaText, normaliseText, readOrderingId } from './meta';

const says = (phrase: string) => (value: string) => value.includes(phrase);

describe('meta, flattened', () => {
  it('lists each value with the path that leads to it', () => {
    expect(
      flattenMeta({ status: { code: 412, final: true }, details: [{ reason: 'too old' }, 'x'], none: null }),
    ).toEqual([
      { path: 'status.code', value: '412' },
      { path: 'status.final', value: 'true' },
      { path: 'details.0.reason', value: 'too old' },
      { path: 'details.1', value: 'x' },
    ]);
  });

  it('leaves the duration out, which every row has, wherever it stands', () => {
    expect(flattenMeta({ duration: '0.012' })).toEqual([]);
    expect(flattenMeta('{"duration":"0.012"}')).toEqual([]);
    expect(flattenMeta({ stage: { duration: '0.012', reason: 'x' } })).toEqual([
      { path: 'stage.reason', value: 'x' },
    ]);
  });

  it('parses JSON inside a string once, not twice', () => {
    const inner = JSON.stringify({ reason: 'inner' });
    expect(flattenMeta({ output: JSON.stringify({ message: 'outer', again: inner }) })).toEqual([
      { path: 'output.message', value: 'outer' },
      { path: 'output.again', value: inner },
    ]);
  });

  it('keeps a string that only looks like JSON as it is', () => {
    expect(flattenMeta({ message: '{broken' })).toEqual([{ path: 'message', value: '{broken' }]);
  });

  it('leaves out a whole number that lost digits on the way, so that no wrong orderingId is shown', () => {
    expect(flattenMeta({ output: '{"orderingId":638700000000000001}', orderingId: 1763776800000 })).toEqual([
      { path: 'orderingId', value: '1763776800000' },
    ]);
  });

  it('never throws, for any JSON, with JSON in strings', () => {
    const json = fc.jsonValue({ maxDepth: 20 });
    fc.assert(
      fc.property(json, json, (meta, inner) => {
        for (const { path, value } of flattenMeta(readJson({ meta, inner: JSON.stringify(inner) }))) {
          expect([typeof path, typeof value]).toEqual(['string', 'string']);
        }
      }),
    );
  });
});

describe('a code in meta', () => {
  const find = (text: string) => matchCode([{ path: 'any', value: text }], 'OUT_OF_SEQUENCE_OPERATION');

  it.each([
    ['OUT_OF_SEQUENCE_OPERATION'],
    ['Refused (OUT_OF_SEQUENCE_OPERATION): older than 5'],
    ['code=OUT_OF_SEQUENCE_OPERATION;'],
  ])('is certain as a whole token: %s', (text) => {
    expect(find(text)).toBe('certain');
  });

  it.each([
    ['OUT_OF_SEQUENCE_OPERATIONS'],
    ['NOT_OUT_OF_SEQUENCE_OPERATION'],
    ['OUT_OF_SEQUENCE'],
    ['out_of_sequence_operation'],
    ['https://example.com/OUT_OF_SEQUENCE_OPERATION'],
  ])('is not there as a part of a word, in other letters or in a URI: %s', (text) => {
    expect(find(text)).toBeNull();
  });
});

describe('a phrase in meta', () => {
  it.each(['errorCode', 'details.message', 'status.reasonText', 'x.DETAIL'])(
    'is likely where the path %s names what went wrong',
    (path) => {
      expect(matchPhrase([{ path, value: 'too large' }], says('too large'))).toBe('likely');
    },
  );

  it('is possible anywhere else', () => {
    expect(matchPhrase([{ path: 'title', value: 'too large' }], says('too large'))).toBe('possible');
  });

  it('is likely when it stands in both', () => {
    const entries = [
      { path: 'title', value: 'too large' },
      { path: 'message', value: 'too large' },
    ];
    expect(matchPhrase(entries, says('too large'))).toBe('likely');
  });

  it('is nothing when no value has it', () => {
    expect(matchPhrase([{ path: 'message', value: 'too small' }], says('too large'))).toBeNull();
  });
});

describe('the words of a row', () => {
  it('are those that tell what went wrong, where there are any', () => {
    expect(
      metaText([
        { path: 'stage', value: '3' },
        { path: 'errorCode', value: 'X' },
        { path: 'message', value: 'why' },
      ]),
    ).toBe('X · why');
  });

  it('are all but the orderingId otherwise', () => {
    expect(
      metaText([
        { path: 'stage', value: '3' },
        { path: 'orderingId', value: '1763776800000' },
      ]),
    ).toBe('3');
    expect(metaText([])).toBe('');
  });
});

describe('a text made ready for grouping', () => {
  it.each([
    ['Item https://example.com/a?b=1 refused', 'Item <uri> refused'],
    ['Request f852c8b1-6428-484b-8339-0da88b2cf718 failed', 'Request <id> failed'],
    ["Field 'price' is not a number", 'Field <value> is not a number'],
    ['Field "price" is not a number', 'Field <value> is not a number'],
    ['took 1,024.5 ms', 'took <n> ms'],
    ["The item's size is over the organization's limit", "The item's size is over the organization's limit"],
  ])('%s becomes %s', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });
});

describe('the orderingId of a row', () => {
  it.each([
    [{ orderingId: '1763776800000' }, '1763776800000'],
    [{ orderingId: 1763776800000 }, '1763776800000'],
    [{ orderingId: '638700000000000001' }, '638700000000000001'],
    [{ item: { ordering_id: ' 7 ' } }, '7'],
    [{ lastOrderingId: '9', orderingId: '5' }, '5'],
    [{ lastOrderingId: '9' }, '9'],
    [{ orderingId: 'none' }, null],
    [{ orderingId: '-5' }, null],
    [{ order: '5' }, null],
  ])('in %j is %j', (meta, expected) => {
    expect(readOrderingId(flattenMeta(meta))).toBe(expected);
  });
});
