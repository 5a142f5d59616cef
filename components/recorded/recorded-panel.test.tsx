import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { buildPush } from '@/lib/evidence/evidence-builder';
import { RecordedFigures } from './recorded-figures';
import { RecordedPanel } from './recorded-panel';

const text = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const PANEL = {
  ledger: null,
  failure: null,
  more: false,
  busy: false,
  onMore: () => {},
  onForget: () => {},
  forgotten: null,
  outcome: { current: null },
  add: 'the box',
  lines: [],
};

describe('the panel of recorded calls', () => {
  it('says which nothing it is, and offers the box that adds calls without opening it', () => {
    const html = renderToStaticMarkup(<RecordedPanel {...PANEL} calls={[]} />);
    expect(text(html)).toContain('Nothing was recorded of this source in the last 14 days.');
    expect([text(html).includes('Add calls from a log or a HAR'), html.includes('open=""')]).toEqual([
      true,
      false,
    ]);
    expect(text(renderToStaticMarkup(<RecordedPanel {...PANEL} calls={null} />))).not.toContain('Nothing');
  });

  it('is not empty where there is more than the calls that were read: it offers the rest', () => {
    const html = renderToStaticMarkup(<RecordedPanel {...PANEL} more calls={[]} />);
    expect([text(html).includes('Nothing was recorded'), html.includes('open=""')]).toEqual([false, false]);
    expect([html.match(/<button[^>]*>([^<]*)/)?.[1], html.includes('<table')]).toEqual(['Show more', false]);
  });

  it('shows each call with its answer, and the problem that a refusal shows', () => {
    const problem = { id: 'too-many-requests', title: 'Too many requests', confidence: 'certain' } as const;
    const at = '2026-11-20T02:00:00.000Z';
    const calls = [
      buildPush({ at, id: 'a', status: 429, errorCode: 'TOO_MANY_REQUESTS', problem, fileId: 'f' }),
      buildPush({ at, id: 'b', status: null, path: '/documents', documentId: 'https://example.com/a' }),
      buildPush({ at, id: 'c', items: 1200 }),
    ];
    const html = renderToStaticMarkup(<RecordedPanel {...PANEL} calls={calls} />);
    const rows = html
      .split('<tr')
      .slice(2)
      .map((row) => text(`<tr${row.split('</tbody>')[0]}`));
    expect(rows.map((row) => row.replace(/^.*:00:00 /, ''))).toEqual([
      '429 TOO_MANY_REQUESTS Batch PUT Too many requests file f',
      'no answer Item PUT not recognised item https://example.com/a',
      '202 Batch PUT 1,200',
    ]);
  });
});

it('the figures are of the recorded time only, and what entered is left out where not every row was read', () => {
  const none = { calls: 0, items: 0, unknown: 0 };
  const ledger = {
    stretches: [{ from: '2026-11-20T02:00:00.000Z', to: '2026-11-20T03:00:00.000Z' }],
    accepted: { calls: 3, items: 40, unknown: 1 },
    refused: none,
    unanswered: none,
    followed: null,
  };
  expect(text(renderToStaticMarkup(<RecordedFigures ledger={ledger} />))).toBe(
    'Accepted 3 calls, 40 items; of 1 call it is not told Refused 0 calls, 0 items No answer 0 calls, 0 items Entered — not read Indexed — not read Unfinished — not read Recorded: Fri 20 Nov 02:00 UTC – Fri 20 Nov 03:00 UTC . Outside of it, nothing is known of calls. Not every log row was read, so what entered then is not counted.',
  );
});
