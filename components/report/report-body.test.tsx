import { Tooltip } from 'radix-ui';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { buildSourceReport, type ReportMaterial } from '@/lib/health/report/build-source-report';
import { buildDay } from '@/lib/health/report/source-day-under-test';
import { ReportBody } from './report-body';

const WINDOW = { from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' };

function linesOf(over: Partial<ReportMaterial> = {}): string[] {
  const report = buildSourceReport({
    region: 'eu',
    organization: 'acmecorp',
    source: { id: 'products-acmecorp', name: 'Products' },
    asOf: '2026-11-03T00:00:00.000Z',
    window: WINDOW,
    days: [buildDay('2026-11-01')],
    issues: [],
    issuesTotal: 0,
    activities: [],
    reads: [{ call: 'activities.list', ...WINDOW, state: 'read', rows: 0 }],
    ...over,
  });
  return renderToStaticMarkup(
    <Tooltip.Provider>
      <ReportBody report={report} origin="https://pushscope.example" asTable={false} onTable={() => {}} />
    </Tooltip.Provider>,
  )
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&#x27;', "'")
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

describe('a report on the page', () => {
  it('says of a day that nobody looked at that it was not, and a dash for what is not known', () => {
    const lines = linesOf();
    const from = lines.indexOf('Mon 2 Nov');
    expect(lines.slice(from, from + 7)).toEqual([
      'Mon 2 Nov',
      'Not looked at',
      'not observed',
      '–',
      '–',
      '–',
      'nobody',
    ]);
    expect(lines).toContain('Not observed: 2 Nov 00:00 – 3 Nov 00:00 UTC');
  });

  it('tells none from not read', () => {
    expect(linesOf()).toContain('None in what was read.');
    const refused = {
      call: 'activities.list',
      ...WINDOW,
      state: 'refused' as const,
      rows: 0,
      status: 403,
      requestId: 'request-7',
      why: 'Coveo answered 403 for the activities (Activities API).',
    };
    const lines = linesOf({ reads: [refused] });
    expect(lines).toContain('The activities of this time are not known.');
    expect(lines).toContain('Coveo answered 403 for the activities (Activities API).');
    expect(lines).toContain('request-7');
    expect(lines).not.toContain('None in what was read.');
  });

  it('says what Coveo no longer keeps, without calling it a failure', () => {
    const tooOld = {
      call: 'activities.list',
      from: WINDOW.from,
      to: '2026-11-02T00:00:00.000Z',
      state: 'skipped' as const,
      rows: 0,
      why: 'Coveo keeps activities for 180 days only.',
    };
    const read = { call: 'activities.list', from: tooOld.to, to: WINDOW.to, state: 'read' as const, rows: 0 };
    const lines = linesOf({ reads: [tooOld, read] });
    expect(lines).toContain(
      'From the Activity Browser, only for 2 Nov 00:00 – 3 Nov 00:00 UTC. Coveo keeps activities for 180 days.',
    );
    expect(lines.some((line) => line.includes('not read'))).toBe(false);
  });
});
