import { describe, expect, it } from 'vitest';
import { buildEvidence, buildRow, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { LogRow } from '@/lib/evidence/log-row';
import { readPipeline } from '@/lib/evidence/pipeline';
import { detectProblems } from '@/lib/health/detect';
import type { Facts } from '@/lib/paste/facts';
import { factsOf, rowFactOf } from '@/lib/paste/facts-builder';
import { extensionRejected } from './extension-rejected';
import { shortHash } from './failed-row-group';
import type { Finding } from './finding';
import { refsTo } from './finding-under-test';
import { CLEAR, lookLive } from './live-door-under-test';
import type { Recognition } from './problem';

const recognise = (facts: Partial<Facts>) => extensionRejected.paste?.recognise(factsOf(facts)) ?? null;

const TEXT = '{"result":"REJECTED","task":"EXTENSION"}';
const row = (different: Partial<LogRow> = {}) =>
  buildRow({
    at: '2026-11-20T09:15:04.120Z',
    item: 'https://www.example.com/drafts/7',
    task: 'EXTENSION',
    result: 'REJECTED',
    resourceId: 'org-drafts',
    ...different,
  });
const inRows = (...rows: LogRow[]): Partial<Facts> => ({
  kind: 'log rows',
  text: TEXT,
  rows: { read: rows.map((one) => rowFactOf(one, [0, TEXT.length])), total: rows.length },
});
const COVEO = { value: 'Coveo', span: [0, 5] } as const;

const ON_PURPOSE: Recognition = {
  confidence: 'certain',
  reasons: [
    '1 log row says so: ADD, EXTENSION, REJECTED.',
    'REJECTED most likely means that the script refused on purpose (inferred); a failed script may end so, too.',
    'The `resourceId` names the extension: org-drafts.',
  ],
  spans: [[11, 19]],
  wrongIf: 'A later row shows the same operation COMPLETED at INDEXING.',
  decidedBy: null,
  retryAfter: null,
};

describe('a rejection by an extension is recognised', () => {
  it('for certain by a row at its stage, with the extension’s id', () => {
    expect(recognise(inRows(row()))).toEqual(ON_PURPOSE);
  });

  it('as a script that failed by ERROR, also at the streaming stage, and without an id', () => {
    expect(
      recognise(inRows(row({ task: 'STREAMING_EXTENSION', result: 'ERROR', resourceId: null }))),
    ).toEqual({
      ...ON_PURPOSE,
      reasons: [
        '1 log row says so: ADD, STREAMING_EXTENSION, ERROR.',
        'ERROR most likely means that the script failed, not that it refused on purpose (inferred).',
        'The rows do not name the extension (no `resourceId`).',
      ],
    });
  });

  it('by many rows of several extensions', () => {
    const rows = ['a', 'b', 'c', 'd', 'a'].map((id, index) =>
      row({ resourceId: id, guid: String(index), result: index === 0 ? 'ERROR' : 'REJECTED' }),
    );
    expect(recognise(inRows(...rows))?.reasons).toEqual([
      '5 log rows say so: ADD, EXTENSION, ERROR.',
      'REJECTED most likely means on purpose, ERROR that the script failed (inferred): both are here.',
      'The `resourceId` names the extension: a, b, c and 1 more.',
    ]);
  });

  it('in a text that says so: likely beside a sign of Coveo, else possible', () => {
    const facts = {
      text: 'rejected by an extension',
      phrases: [{ name: 'rejected-by-extension', span: [0, 24] }],
    } as const;
    const likely: Recognition = {
      confidence: 'likely',
      reasons: ['The text says “rejected by an extension”.'],
      spans: [[0, 24]],
      wrongIf: 'The item’s rows in the Log Browser show no REJECTED or ERROR at an extension stage.',
      decidedBy: {
        tells: 'At which stage the item ended, and in `resourceId` which extension it was.',
        call: { name: 'logs.list', item: null },
      },
      retryAfter: null,
    };
    expect(recognise({ ...facts, coveo: COVEO })).toEqual(likely);
    expect(recognise(facts)).toEqual({ ...likely, confidence: 'possible' });
  });

  it('as possible where only the means are named', () => {
    expect(
      recognise({
        text: 'document.reject()',
        phrases: [{ name: 'document-reject-call', span: [0, 17] }],
        coveo: COVEO,
      })?.reasons,
    ).toEqual([
      'The text says “document.reject()”.',
      'That is how an extension refuses an item; whether it did is not shown.',
    ]);
  });
});

describe('a rejection by an extension is not seen', () => {
  it.each<[string, Partial<Facts>]>([
    ['in a completed row', inRows(row({ result: 'COMPLETED' }))],
    ['in a row where the extension was skipped', inRows(row({ result: 'SKIPPED' }))],
    ['in a row of another stage', inRows(row({ task: 'MAPPING', resourceId: 'MAPPING_EXTENSION' }))],
    ['in a script of who knows whom', { phrases: [{ name: 'document-reject-call', span: [0, 17] }] }],
    [
      'in another vendor’s exchange',
      {
        phrases: [{ name: 'rejected-by-extension', span: [0, 24] }],
        foreign: { value: 'api.example.org', span: [0, 15] },
      },
    ],
  ])('%s', (_, facts) => {
    expect(recognise(facts)).toBeNull();
  });
});

describe('an extension in a live source', () => {
  const stopped = (index: number, different: Partial<LogRow> = {}) =>
    row({
      at: `2026-11-22T02:00:0${index}.000Z`,
      item: `https://example.com/${index}`,
      result: 'ERROR',
      meta: { errorMessage: 'The script failed: name is not defined' },
      ...different,
    });
  const FAILED = [stopped(0), stopped(1)];
  const FOUND: Finding = {
    problem: 'extension-rejected',
    key: shortHash('org-drafts'),
    title: '2 items stopped by an extension that failed',
    severity: 'error',
    impact: 'degraded',
    confidence: 'likely',
    confidenceReason:
      'That an extension stopped them is certain. That its script failed is inferred from ERROR, or from the words of the rows.',
    count: 2,
    unit: 'items',
    firstSeen: '2026-11-22T02:00:00.000Z',
    lastSeen: '2026-11-22T02:00:01.000Z',
    evidence: [...FAILED].reverse(),
    evidenceTotal: 2,
    rows: refsTo([...FAILED].reverse()),
    activities: [],
    items: { sample: ['https://example.com/0', 'https://example.com/1'], total: 2, lost: 2 },
    text: '2 rows on 2 items, first Sun 22 Nov 02:00 UTC, last Sun 22 Nov 02:00 UTC. The extension is org-drafts. The newest row says: “The script failed: name is not defined”. 2 of 2 items not indexed since.',
    assumptions: [],
  };

  it('that failed is found', () => {
    expect(lookLive(extensionRejected, { rows: FAILED })).toEqual({ ...CLEAR, findings: [FOUND] });
  });

  it('that ended in REJECTED with words about an error is found, too, and by itself where it is another', () => {
    const rejected = stopped(2, { result: 'REJECTED', resourceId: null });
    const { findings } = lookLive(extensionRejected, { rows: [...FAILED, rejected] });
    expect(findings.map(({ key, count, text }) => [key, count, text])).toEqual([
      [FOUND.key, 2, FOUND.text],
      [
        '',
        1,
        '1 row on 1 item, first Sun 22 Nov 02:00 UTC, last Sun 22 Nov 02:00 UTC. The rows do not name the extension. 1 row ended in REJECTED, with words about an error: most likely the extension’s action on error. The newest row says: “The script failed: name is not defined”. 1 of 1 item not indexed since.',
      ],
    ]);
  });

  it('that refuses on purpose is as intended: set apart, no finding, no loss', () => {
    const refused = [0, 1].map((index) => stopped(index, { result: 'REJECTED', meta: {} }));
    const evidence = buildEvidence({ rows: [...refused, ...runRows('2026-11-22T02:01:00.000Z', 20)] });
    const pipeline = readPipeline(evidence);
    const { findings, setApart } = detectProblems(evidence, pipeline, [extensionRejected]);
    expect({ findings, setApart, lost: pipeline.lost }).toEqual({
      findings: [],
      setApart: [
        {
          text: '2 rows on 2 items refused by the extension org-drafts, most likely on purpose (inferred from REJECTED, and from no word about an error).',
          count: 2,
          evidence: [...refused].reverse(),
          evidenceTotal: 2,
        },
      ],
      lost: [],
    });
  });

  describe('that suddenly refuses most of a run', () => {
    /** Nights of ten items, of each of which so many are refused. */
    const nightsOf = (...refusals: number[]) =>
      nights(refusals.length).flatMap((at, night) =>
        runRows(at, 10).flatMap((one) => {
          const isRefused = Number(one.item?.slice('https://example.com/'.length)) < (refusals[night] ?? 0);
          if (!isRefused) return [one];
          if (one.task === 'PROCESSING') return [{ ...one, task: 'EXTENSION', result: 'REJECTED', meta: {} }];
          return one.task === 'CONSUMING' ? [one] : [];
        }),
      );

    it('is possible to have gone wrong', () => {
      const rows = nightsOf(1, 1, 1, 8);
      const refused = rows.filter(({ result, at }) => result === 'REJECTED' && at > '2026-11-22');
      expect(lookLive(extensionRejected, { rows })).toEqual({
        ...CLEAR,
        findings: [
          {
            problem: 'extension-rejected',
            key: 'unusual',
            title: '8 items refused by an extension, far more than usual',
            severity: 'warning',
            impact: 'degraded',
            confidence: 'possible',
            confidenceReason:
              'The rows do not tell a script that refuses on purpose from one whose condition went wrong: only the number is unusual.',
            count: 8,
            unit: 'items',
            firstSeen: '2026-11-22T02:00:01.000Z',
            lastSeen: '2026-11-22T02:00:08.000Z',
            evidence: [...refused].reverse(),
            evidenceTotal: 8,
            rows: refsTo([...refused].reverse()),
            activities: [],
            items: {
              sample: [7, 6, 5, 4, 3, 2, 1, 0].map((n) => `https://example.com/${n}`),
              total: 8,
              lost: null,
              what: 'refused by the extension',
            },
            text: 'About 80 % of the 10 items of the newest run, Sun 22 Nov 02:00 UTC, ended in REJECTED at an extension. Ask the extension’s owner whether that is meant.',
            assumptions: [
              'Refusals count as unusual from 50 % of a run’s items on, and from 2 times the share of the runs before.',
            ],
          } satisfies Finding,
        ],
      });
    });

    it('is as intended where it always did', () => {
      expect(lookLive(extensionRejected, { rows: nightsOf(7, 8, 7, 8) })).toEqual(CLEAR);
    });
  });

  it('leaves a batch that it refuses to the lost batches', () => {
    const rows = [stopped(0, { task: 'STREAMING_EXTENSION', operation: 'BATCH_FILE' })];
    expect(lookLive(extensionRejected, { rows })).toEqual(CLEAR);
  });
});
