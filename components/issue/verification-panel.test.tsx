import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { FixVerification } from '@/lib/health/fix/fix-verification';
import { exampleCaptured } from './example-issue';
import { VerificationForm } from './verification-form';
import { VerificationPanel } from './verification-panel';

const ignore = () => {};

const EXAMPLE: FixVerification = {
  n: 2,
  state: 'waiting',
  text: 'Of 2 followed items: 1 indexed, 1 under way. Expect by Tue 17 Nov 14:32 UTC.',
  plan: {
    since: '2026-11-17T14:20:00.000Z',
    subject: 'items',
    items: ['https://example.com/a', 'https://example.com/b'],
    total: 412,
    deletes: false,
    enterMs: 300_000,
    passMs: 60_000,
    settleMs: 1_800_000,
    measuredMs: 9_000,
  },
  begunAt: '2026-11-17T14:21:00.000Z',
  begunBy: 'Ann',
  asOf: '2026-11-17T14:31:00.000Z',
  expectBy: '2026-11-17T14:32:00.000Z',
  followed: [
    {
      name: 'https://example.com/a',
      stage: { kind: 'indexed', at: '2026-11-17T14:21:40.000Z' },
      steps: [
        { task: 'CONSUMING', result: 'COMPLETED', at: '2026-11-17T14:20:05.000Z' },
        { task: 'INDEXING', result: 'COMPLETED', at: '2026-11-17T14:21:40.000Z' },
      ],
    },
    {
      name: 'https://example.com/b',
      stage: { kind: 'under way', task: 'CONSUMING', expectBy: '2026-11-17T14:32:00.000Z', late: false },
      steps: [{ task: 'CONSUMING', result: 'COMPLETED', at: '2026-11-17T14:31:00.000Z' }],
    },
  ],
  proof: [],
  proofTotal: 0,
  notRead: null,
  checkAfterMs: 30_000,
};

/** What is drawn as text. */
function textOf(drawn: ReactNode): string {
  return renderToStaticMarkup(<Tooltip.Provider>{drawn}</Tooltip.Provider>)
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')
    .replace(/ ([,.:)])/g, '$1')
    .trim();
}

const panel = (verification: FixVerification | null, form: ReactNode = null, failure: string | null = null) =>
  textOf(
    <VerificationPanel
      verification={verification}
      organization="acme"
      form={form}
      checking={false}
      failure={failure}
      row={null}
      onRow={ignore}
      onOpen={ignore}
      onCheck={ignore}
      onGiveUp={ignore}
    />,
  );

const ABOUT =
  'Begun by Ann, Tue 17 Nov 14:21 UTC. Of this source’s items 95 % took 9 s at most from their first row to the last; 1 min is allowed. That a push leaves its first row within 5 min is an assumption.';

describe('the verification of a fix', () => {
  it('is offered where there was none', () => {
    expect(panel(null)).toBe(
      'Verify a fix Verify a fix v Once the customer has pushed again, this follows what they pushed through the pipeline, and passes or fails with proof.',
    );
  });

  it('under way shows each item at its stage, what needs attention first, and by when an answer is expected', () => {
    expect(panel(EXAMPLE)).toBe(
      `Verify a fix as of Tue 17 Nov 14:31 UTC Look again v Give up Waiting. Of 2 followed items: 1 indexed, 1 under way. Expect by Tue 17 Nov 14:32 UTC. Followed items, each at its stage; times in UTC https://example.com/b Under way, expect by 17 Nov 14:32:00 consuming 17 Nov 14:31:00 https://example.com/a Indexed 17 Nov 14:21:40 consuming 17 Nov 14:20:05 indexing 17 Nov 14:21:40 ${ABOUT}`,
    );
  });

  it('that failed shows the rows that prove it', () => {
    const proof = exampleCaptured().finding.evidence.slice(0, 1);
    const told = panel({
      ...EXAMPLE,
      state: 'failed',
      text: 'The same problem again.',
      followed: [],
      proof,
      proofTotal: 12,
    });
    expect(told).toMatch(
      /^Verify a fix as of Tue 17 Nov 14:31 UTC Verify again v Failed\. The same problem again\. The newest 1 of 12 rows that prove it Time \(UTC\)/,
    );
    expect(told.endsWith(ABOUT)).toBe(true);
  });

  it('that could not be read names call, status and request id', () => {
    const notRead = { call: 'logs.list', why: 'Coveo answered 500.', status: 500, requestId: 'req-1' };
    expect(panel({ ...EXAMPLE, state: 'cannot tell', text: 'Not read.', followed: [], notRead })).toBe(
      `Verify a fix as of Tue 17 Nov 14:31 UTC Look again v Give up Can’t tell. Not read. logs.list answered 500, Coveo’s request id req-1 ${ABOUT}`,
    );
  });

  it.each([
    ['given up', 'Given up.'],
    ['passed', 'Passed.'],
  ] as const)('%s can be begun again', (state, lead) => {
    expect(panel({ ...EXAMPLE, state, text: 'So it was.', followed: [] })).toBe(
      `Verify a fix as of Tue 17 Nov 14:31 UTC Verify again v ${lead} So it was. ${ABOUT}`,
    );
  });

  it('says why what was asked for failed', () => {
    expect(panel(null, null, 'Coveo did not answer.')).toContain('Coveo did not answer. Once the customer');
  });

  it.each([
    [
      'items',
      'Follows 2 of 412 items through the pipeline, and every row of any item that shows the same problem.',
    ],
    ['batches', 'Follows the batches that are pushed: one that is pushed again has another file id'],
    ['source', 'The problem shows neither in single items nor in batches'],
  ] as const)('tells before it begins what is followed: %s', (subject, text) => {
    const form = (
      <VerificationForm plan={{ ...EXAMPLE.plan, subject }} busy={false} onBegin={ignore} onCancel={ignore} />
    );
    expect(panel(EXAMPLE.state === 'waiting' ? null : EXAMPLE, form)).toContain(text);
  });
});
