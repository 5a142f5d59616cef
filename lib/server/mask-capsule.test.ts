import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleFinding, exampleHealth, exampleRow } from '@/components/example-health';
import { buildPush } from '@/lib/evidence/evidence-builder';
import type { Json } from '@/lib/evidence/json';
import { readCapsuleContent, type TimelineCapsule } from '@/lib/health/capsule/capsule-content';
import { issueCapsule, type PreservedIssue } from '@/lib/health/capsule/capsule-issue';
import { timelineCapsule } from '@/lib/health/capsule/capsule-timeline';
import type { Health } from '@/lib/health/health';
import { buildReport, passedVerification } from '@/lib/health/issue/issue-under-test';
import { safeContent } from './mask-capsule';

const ORIGIN = { region: 'eu', organization: 'acmecorp', preservedAt: '2026-11-17T15:00:00.000Z' };
const SOURCE = 'abcdefghijklmnopqrstuvwxyz-acmecorp';

/** A source's health in which one row says `meta` of an item, and the finding says `text`. */
function healthSaying(over: { meta?: Json; text?: string; item?: string; source?: string }): Health {
  const { meta = {}, text = '', item = 'https://shop.example.com/1', source = SOURCE } = over;
  const row = exampleRow({ item, sourceId: source, meta, guid: `ADD|${item}` });
  const example = exampleHealth();
  return {
    ...example,
    source: { ...example.source, id: source },
    findings: [exampleFinding({ text, evidence: [row], items: { sample: [item], total: 1, lost: null } })],
  };
}

function preserved(health: Health, organization = ORIGIN.organization, masked = true): TimelineCapsule {
  const content = timelineCapsule(health, { ...ORIGIN, organization }, { rows: 50, items: 100 });
  const safe = safeContent(content, masked);
  if (safe.kind !== 'timeline') throw new Error('It was a stretch of timeline.');
  return safe;
}

describe('what is preserved', () => {
  it('has placeholders where ids stood, the same for the same id, and keeps its numbers, times and words', () => {
    const item = 'https://shop.example.com/products?id=1&lang=en';
    const health = healthSaying({
      item,
      text: `\`${item}\` was refused in ${SOURCE} of AcmeCorp.`,
      meta: {
        [item]: encodeURIComponent(item),
        parent: 'https://shop.example.com/parents/7',
        help: 'See https://docs.coveo.com/en/95 and zyxwvutsrqponmlkjihgfedcba-acmecorp',
      },
    });
    const before = timelineCapsule(health, ORIGIN, { rows: 50, items: 100 });
    const [finding] = before.findings;
    expect(preserved(health)).toEqual({
      ...before,
      masked: true,
      organization: '<organization>',
      source: { ...before.source, id: '<source-1>' },
      findings: [
        {
          ...finding,
          text: '`<item>` was refused in <source-1> of <organization>.',
          items: { sample: ['<item>'], total: 1, lost: null },
          evidence: [
            {
              ...finding?.evidence[0],
              guid: 'ADD|<item>',
              item: '<item>',
              sourceId: '<source-1>',
              meta: {
                '<item>': '<item>',
                parent: '<address>',
                help: 'See https://docs.coveo.com/en/95 and <source-2>',
              },
            },
          ],
        },
      ],
      timeline: {
        ...before.timeline,
        lanes: {
          ...before.timeline.lanes,
          activities: before.timeline.lanes.activities.map((span) => ({
            ...span,
            by: span.by && '<person>',
          })),
        },
        marks: before.timeline.marks.map((mark) => ({
          ...mark,
          label: mark.label.replace(/ by .*/, ' by <person>'),
        })),
      },
    });
  });

  it('keeps ids where that was asked for, but no secret', () => {
    const secret = 'xx0a1b2c3d-4e5f-6789-abcd-ef0123456789';
    const content = preserved(
      healthSaying({ meta: { message: `Authorization: Bearer ${secret}`, source: SOURCE } }),
      ORIGIN.organization,
      false,
    );
    expect(content.organization).toBe('acmecorp');
    expect(content.findings[0]?.evidence[0]?.meta).toEqual({
      message: 'Authorization: Bearer <redacted>',
      source: SOURCE,
    });
    expect(JSON.stringify(content)).not.toContain(secret);
  });

  it('masks what a verification of a fix followed, and the rows that prove it', () => {
    const item = 'https://shop.example.com/followed/77';
    const row = exampleRow({ item, sourceId: SOURCE, meta: { said: `${item} of acmecorp` }, guid: 'row-1' });
    const issue: PreservedIssue = {
      ...buildReport(),
      organization: 'acmecorp',
      opened: null,
      newest: null,
      history: [],
      verification: passedVerification({
        text: `${item} was pushed again.`,
        begunBy: 'Ann Teak',
        followed: [{ name: item, stage: { kind: 'indexed', at: '2026-11-22T02:01:00.000Z' }, steps: [] }],
        proof: [row],
        proofTotal: 1,
      }),
    };
    const safe = safeContent(issueCapsule(issue, ORIGIN.preservedAt, { rows: 50, items: 100 }), true);
    expect(safe.kind === 'issue' && safe.verification).toEqual({
      state: 'passed',
      text: '<item> was pushed again.',
      since: '2026-11-20T02:00:00.000Z',
      begunAt: '2026-11-22T01:00:00.000Z',
      asOf: '2026-11-22T02:05:00.000Z',
      followed: [{ name: '<item>', stage: 'indexed', at: '2026-11-22T02:01:00.000Z' }],
      followedTotal: 1,
      proof: [{ ...row, item: '<item>', sourceId: '<source-2>', meta: { said: '<item> of <organization>' } }],
      proofTotal: 1,
    });
    expect(JSON.stringify(safe)).not.toContain('Ann');
  });

  it('masks what recorded calls name, and keeps how they were answered', () => {
    const call = {
      ...buildPush({
        at: '2026-11-17T02:03:00.000Z',
        path: `/push/v1/organizations/acmecorp/sources/${SOURCE}/documents`,
        status: 429,
        errorCode: 'TOO_MANY_REQUESTS',
        documentId: 'https://shop.example.com/products/77',
        fileId: 'c0ffee00-1111-4222-8333-444455556666',
        requestId: 'request-1',
      }),
      problem: { id: 'too-many-requests', title: 'Too many requests', confidence: 'certain' } as const,
    };
    const upload = buildPush({ at: call.at, path: 'https://bucket.s3.amazonaws.com/acmecorp/key' });
    const health = healthSaying({ source: SOURCE });
    const [finding] = health.findings;
    if (finding === undefined) throw new Error('There is one.');
    const found = { ...finding, evidence: [], calls: [call, upload], callsTotal: 2 };
    const [safe] = preserved({ ...health, findings: [found] }).findings;
    expect(safe?.calls.map(({ path, documentId, fileId }) => [path, documentId, fileId])).toEqual([
      ['/push/v1/organizations/<organization>/sources/<source>/documents', '<item-2>', '<item-3>'],
      ['<address>', null, null],
    ]);
    expect(safe?.calls[0]).toMatchObject({
      at: call.at,
      status: 429,
      errorCode: 'TOO_MANY_REQUESTS',
      requestId: 'request-1',
      problem: { id: 'too-many-requests', title: 'Too many requests' },
    });
  });

  it('masks a short id only where it stands by itself: it is a part of too many words', () => {
    const content = preserved(
      healthSaying({ item: '41', text: '412 items, since 2041', meta: ['41', '412'] }),
    );
    expect(content.findings[0]).toMatchObject({
      text: '412 items, since 2041',
      items: { sample: ['<item>'] },
      evidence: [{ item: '<item>', meta: ['<item>', '412'] }],
    });
  });

  it('stays readable whatever the organization is called', () => {
    for (const organization of ['failing', 'error', 'timeline', 'kind', 'meta', 'e']) {
      const content = preserved(healthSaying({}), organization);
      expect(readCapsuleContent(content)).toEqual(content);
    }
  });
});

describe('no organization id, source id or item id', () => {
  const WRITINGS: readonly ((id: string) => string)[] = [
    (id) => id,
    (id) => id.toUpperCase(),
    encodeURIComponent,
    (id) => encodeURIComponent(encodeURIComponent(id)),
    (id) => JSON.stringify(id).slice(1, -1).replaceAll('/', String.raw`\/`),
    (id) => JSON.stringify(JSON.stringify(id)).slice(3, -3),
    (id) => id.replaceAll('&', '&amp;'),
    (id) => Array.from(Buffer.from(id), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    (id) => `https://platform-eu.cloud.coveo.com/rest/x?documentId=${encodeURIComponent(id)}&y`,
  ];
  const letters = fc.constantFrom(...'qxzjkwvy');
  const name = fc.string({ unit: letters, minLength: 6, maxLength: 12 });
  const item = fc
    .tuple(
      fc.constantFrom('https://', 'file:///', 'crm:', 'ftp://é.', ''),
      name,
      fc.constantFrom('', '/a b', '?id=1&q=é', '#x', '/%20'),
    )
    .map((parts) => parts.join(''));
  const json = (leaf: fc.Arbitrary<string>): fc.Arbitrary<Json> =>
    fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 3 }),
      fc.dictionary(leaf, leaf, { maxKeys: 3 }),
      fc.dictionary(fc.constantFrom('at', 'kind', 'message', 'url'), fc.array(leaf, { maxLength: 2 }), {
        maxKeys: 2,
      }),
    );

  it('survives masking, however it is written and wherever it stands', () => {
    const made = fc
      .record({ organization: name, half: fc.string({ unit: letters, minLength: 26, maxLength: 26 }), item })
      .chain(({ organization, half, item: uri }) => {
        const ids = [organization, `${half}-${organization}`, uri];
        const leaf = fc
          .array(
            fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...WRITINGS), fc.string({ maxLength: 4 })),
            { maxLength: 3 },
          )
          .map((parts) => parts.map(([id, write, rest]) => `${rest} ${write(id)}`).join(' '));
        return fc.record({ ids: fc.constant(ids), meta: json(leaf), text: leaf });
      });
    fc.assert(
      fc.property(made, ({ ids, meta, text }) => {
        const [organization = '', source = '', uri = ''] = ids;
        const content = preserved(healthSaying({ meta, text, item: uri, source }), organization);
        const strings: string[] = [];
        JSON.stringify(content, (key, value: unknown) => {
          strings.push(key);
          if (typeof value === 'string') strings.push(value);
          return value;
        });
        const all = strings.join('\n').toLowerCase();
        for (const id of ids)
          for (const write of WRITINGS.slice(0, 8))
            if (all.includes(write(id).toLowerCase())) throw new Error(`${id} survived as ${write(id)}`);
      }),
      { numRuns: 100 },
    );
  });
});

it('thousands of items are masked without work for each of them on each text', () => {
  // Looking for every item in every text by all its writings would run into the test's time limit.
  const uri = (finding: number, row: number) => `https://shop.example.com/sku-${finding}-${row}?lang=en`;
  const findings = Array.from({ length: 30 }, (_, finding) =>
    exampleFinding({
      evidence: Array.from({ length: 50 }, (__, row) =>
        exampleRow({
          guid: `${finding}-${row}`,
          item: uri(finding, row),
          meta: { message: `${uri(finding, row)} was refused` },
        }),
      ),
      items: { sample: Array.from({ length: 100 }, (__, row) => uri(finding, row)), total: 100, lost: null },
    }),
  );
  const content = preserved({ ...exampleHealth(), findings });
  expect(JSON.stringify(content)).not.toContain('shop.example.com');
  expect(content.findings[29]?.evidence[49]).toMatchObject({
    item: expect.stringMatching(/^<item-\d+>$/),
    meta: { message: expect.stringMatching(/^<item-\d+> was refused$/) },
  });
});
