import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildEvidence, buildRow } from '@/lib/evidence/evidence-builder';
import type { Json } from '@/lib/evidence/json';
import { toIso, toMs } from '@/lib/evidence/time';
import { PROBLEMS } from '@/lib/problems/problems';
import { censusMarkdown } from './census-markdown';
import { MOST_COMPLETED_ROWS, takeCensus } from './meta-census';

const NIGHT = '2026-11-22T02:00:00.000Z';
const ITEM = 'https://intranet.example.com/board/Merger-Falcon?id=7';

const row = (meta: Json, index = 0, result = 'REJECTED', item: string | null = ITEM) =>
  buildRow({
    at: toIso(toMs(NIGHT) + index * 1000),
    guid: `g${index}`,
    item,
    task: 'MAPPING',
    result,
    meta,
  });

const census = (...rows: ReturnType<typeof row>[]) => takeCensus(buildEvidence({ rows }), PROBLEMS);

describe('a census of meta', () => {
  it('lists paths with what they hold, and the codes that no problem knows', () => {
    const failed = (index: number, code: string) =>
      row(
        {
          duration: '0.012',
          error: { code, message: `Field 'price' of ${ITEM} is not a number: FIELD_VALUE_BROKEN` },
          output: '{"status":{"retries":3,"reasonText":"Mapping failed"}}',
          steps: ['a first step'],
          final: true,
        },
        index,
      );
    const rows = [
      failed(0, 'OUT_OF_SEQUENCE_OPERATION'),
      failed(1, 'FIELD_VALUE_BROKEN'),
      row({ duration: '0.010' }, 2, 'COMPLETED'),
      row(null, 3, 'WARNING'),
    ];
    const seen = { in: 'failed', rows: 2, example: null } as const;
    expect(census(...rows)).toEqual({
      asOf: '2026-11-22T12:00:00.000Z',
      window: { from: '2026-11-08T12:00:00.000Z', to: '2026-11-22T12:00:00.000Z' },
      failed: { looked: 3, read: 3 },
      completed: { looked: 1, read: 1 },
      notRead: [],
      paths: [
        { ...seen, path: 'duration', kind: 'text', example: '<n>' },
        { ...seen, path: 'error.code', kind: 'text', example: 'OUT_OF_SEQUENCE_OPERATION' },
        {
          ...seen,
          path: 'error.message',
          kind: 'text',
          example: 'Field <value> of <uri> is not a number: FIELD_VALUE_BROKEN',
        },
        { ...seen, path: 'final', kind: 'boolean' },
        { ...seen, path: 'output', kind: 'json' },
        { ...seen, path: 'output{}.status.reasonText', kind: 'text', example: 'Mapping failed' },
        { ...seen, path: 'output{}.status.retries', kind: 'number' },
        { ...seen, path: 'steps[]', kind: 'text', example: 'a first step' },
        { ...seen, path: '', kind: 'null', rows: 1 },
        { path: 'duration', kind: 'text', in: 'completed', rows: 1, example: '<n>' },
      ],
      codes: [
        {
          code: 'FIELD_VALUE_BROKEN',
          rows: 2,
          at: ['REJECTED at MAPPING'],
          firstSeen: '2026-11-22T02:00:00.000Z',
          lastSeen: '2026-11-22T02:00:01.000Z',
        },
      ],
      cut: false,
    });
  });

  it('takes for a code what a path named so holds, and not what is an id', () => {
    const codes = ['mappingFailed', 'REQ_20261122', 'https://a.example.com/SOME_THING', 'A B'].map(
      (errorCode, index) => row({ errorCode }, index),
    );
    expect(census(...codes).codes.map(({ code }) => code)).toEqual(['mappingFailed']);
  });

  it('looks at some of the COMPLETED rows, and says of how many', () => {
    const rows = Array.from({ length: 1_200 }, (_, index) => row({ duration: '0.1' }, index, 'COMPLETED'));
    const { completed, paths } = census(...rows);
    expect({ completed, rows: paths[0]?.rows }).toEqual({
      completed: { looked: MOST_COMPLETED_ROWS, read: 1_200 },
      rows: MOST_COMPLETED_ROWS,
    });
  });

  it('is Markdown to hand on, too', () => {
    expect(censusMarkdown(census(row({ errorCode: 'NEW_ONE', 'a|b': 1 }), row(null, 1)))).toBe(
      `# What stands in the log rows’ \`meta\`

As of Sun 22 Nov 12:00 UTC; rows from Sun 8 Nov 12:00 UTC to Sun 22 Nov 12:00 UTC.
Looked at: 2 rows not COMPLETED, 0 rows COMPLETED.
Examples hold plain words only: whatever could be an id, an address or a secret is hidden.

## Codes that no rule knows

| code | rows | where | first seen | last seen |
| --- | --- | --- | --- | --- |
| \`NEW_ONE\` | 1 | REJECTED at MAPPING | Sun 22 Nov 02:00 UTC | Sun 22 Nov 02:00 UTC |

## Paths

| path | holds | rows | in rows | example |
| --- | --- | --- | --- | --- |
| \`(meta itself)\` | null | 1 | not COMPLETED |  |
| \`<key>\` | number | 1 | not COMPLETED |  |
| \`errorCode\` | text | 1 | not COMPLETED | \`NEW_ONE\` |
`,
    );
  });
});

describe('neither secrets nor items come out', () => {
  const PLANTED = [
    'xx5a4db0c0-0000-4000-8000-000000000001',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl',
    'AKIAIOSFODNN7EXAMPLE',
    'hunter2',
    'password=correcthorse',
    'jane.doe@example.com',
    '192.168.10.4',
    '4f2a9c1e-77aa-4b0e-9d55-0123456789ab',
    'deadbeefdeadbeefdeadbeefdeadbeef',
    'C:\\Users\\jane',
    'gmail:12345',
    '/a/b/c',
    ITEM,
    'Merger-Falcon',
    'MERGER_FALCON',
    'mergerFalcon',
    'c2VjcmV0c2VjcmV0',
  ];

  it.each(PLANTED)('of %s, as a value, within one, in JSON in a string, or as a key', (secret) => {
    const meta = {
      a: secret,
      errorMessage: `Cannot map ${secret}, see “${secret}” or (${secret}).`,
      code: secret,
      nested: JSON.stringify({ reason: `for ${secret}` }),
      list: [secret],
    };
    const taken = census(row(meta), row({ [`${secret}-1234`]: secret }, 1));
    const text = JSON.stringify(taken) + censusMarkdown(taken);
    for (const part of secret.split(/[^A-Za-z0-9]+/).filter((each) => each.length >= 4)) {
      if (!['example', 'password', 'Users'].includes(part))
        expect(text.toLowerCase()).not.toContain(part.toLowerCase());
    }
    expect(taken.paths.find(({ path }) => path === 'errorMessage')?.example).toMatch(/^Cannot map/);
  });

  it('of whatever looks like an id, wherever it stands', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9]{6,30}$/).filter((text) => /\d/.test(text));
    fc.assert(
      fc.property(id, fc.constantFrom('{}', 'for {}', '{}: failed', 'item {}.', '[{}]'), (secret, form) => {
        const text = form.replace('{}', secret);
        const taken = census(
          row({ message: text, code: text, [text]: text, json: JSON.stringify({ text }) }),
        );
        const out = JSON.stringify(taken).replaceAll('2026-11', '');
        expect(out.includes(secret)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
