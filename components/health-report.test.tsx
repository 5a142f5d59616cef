import { Tooltip } from 'radix-ui';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { Health } from '@/lib/health/health';
import { exampleFinding, exampleHealth, exampleRow } from './example-health';
import { HealthReport, type Selection } from './health-report';

const NOTHING_SELECTED: Selection = { finding: null, row: null, table: false };
const ignore = () => {};

/** The report as text, its parts apart; tags and the names that only assistive technology hears are left out. */
function textOf(health: Health, selection: Selection = NOTHING_SELECTED): string {
  return markupOf(health, selection)
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&#x27;', "'")
    .replace(/\n+/g, '\n');
}

function markupOf(health: Health, selection: Selection = NOTHING_SELECTED): string {
  return renderToStaticMarkup(
    <Tooltip.Provider>
      <HealthReport
        health={health}
        region="us"
        organization="acme"
        selection={selection}
        stale={false}
        zoomed={false}
        onSelect={ignore}
        onWindow={ignore}
        onReset={ignore}
        onBack={ignore}
      />
    </Tooltip.Provider>,
  );
}

/** What stands in each cell of the ledger, by its counter. */
function ledgerOf(health: Health): Record<string, string> {
  const cells = /<dl class="grid grid-cols-2.*?<\/dl>/s.exec(markupOf(health))?.[0] ?? '';
  return Object.fromEntries(
    cells
      .split('<dt')
      .slice(1)
      .map((cell) => {
        const [label = '', ...rest] = `<dt${cell}`
          .replace(/<[^>]*>/g, '\n')
          .split(/\n+/)
          .filter(Boolean);
        return [label, rest.join(' ').replace(/ +/g, ' ')];
      }),
  );
}

const UNREAD: Partial<Health> = {
  verdict: 'unknown',
  reasons: [{ text: 'Coveo answered 403 for the log rows.' }],
  findings: [],
  runs: { newest: null, usual: null, runs: 0 },
  coverage: {
    complete: false,
    rowsCounted: null,
    rowsRead: 0,
    calls: 3,
    reads: [
      {
        call: 'logs.list',
        from: '2026-11-10T14:32:00.000Z',
        to: '2026-11-17T14:32:00.000Z',
        state: 'refused',
        rows: 0,
        status: 403,
        requestId: 'request-7',
        why: 'Access is denied.',
      },
    ],
  },
};

describe('the report on a source', () => {
  it('says "No problem seen" of a healthy one, once, and points to the blind spots', () => {
    const reasons = [{ text: 'No problem seen. The newest run pushed 1,203 operations.' }];
    const text = textOf(exampleHealth({ verdict: 'healthy', reasons, findings: [], notChecked: [] }));
    expect(text.match(/No problem seen/g)).toEqual(['No problem seen']);
    expect(text).toContain('The newest run pushed 1,203 operations.');
    expect(text).toContain('4 blind spots');
    expect(text).not.toMatch(/healthy/i);
  });

  it('sets the newest run against the usual one, in words as well as in arrows', () => {
    expect(ledgerOf(exampleHealth())).toEqual({
      Pushed: '1,203 near usual 1,200 8,421 in the window',
      Indexed: '791 below usual: 34 % · usual 1,198 7,170 in the window',
      Rejected: '412 above usual: 206 × usual 2 1,206 in the window',
      Errored: '0 as usual 0 in the window',
      Skipped: '0 as usual 0 in the window',
      Unfinished: '0 as usual 45 in the window',
      Deleted: '20 as usual 140 in the window',
      'Items now': '48,120 Coveo’s own count',
    });
  });

  it('counts nothing where no row was read: what is not known is not 0', () => {
    expect(ledgerOf(exampleHealth(UNREAD))).toEqual({
      Pushed: '— not read',
      Indexed: '— not read',
      Rejected: '— not read',
      Errored: '— not read',
      Skipped: '— not read',
      Unfinished: '— not read',
      Deleted: '— not read',
      'Items now': '48,120 Coveo’s own count',
    });
  });

  it('does not compare a run with fewer than three, or one that is from part of the rows', () => {
    const { runs, coverage } = exampleHealth();
    const few = exampleHealth({ runs: { ...runs, runs: 1 } });
    expect(textOf(few)).toContain('not compared: 1 earlier run read');
    expect(ledgerOf(few).Indexed).toBe('791 not compared 7,170 in the window');
    const reads = coverage.reads.map((read) =>
      read.call === 'logs.list' ? { ...read, state: 'sampled' as const, why: 'Stopped.' } : read,
    );
    const part = exampleHealth({ coverage: { ...coverage, complete: false, reads } });
    expect(textOf(part)).toContain('not compared: only part of the rows was read');
    expect(ledgerOf(part).Indexed).toBe('791 not compared 7,170 in what was read');
    expect(textOf(part).replace(/\n/g, '')).toContain('not complete: log rows');
  });

  it('says of a window outside of what was read that it was not read, and keeps the newest run', () => {
    const { coverage, timeline } = exampleHealth();
    const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-03T00:00:00.000Z' };
    const outside = { call: 'logs.list', ...window, state: 'skipped', rows: 0 } as const;
    const old = exampleHealth({
      window,
      timeline: { ...timeline, lanes: { activities: [], pushes: {}, outcomes: {} }, marks: [] },
      coverage: { ...coverage, reads: [outside, ...coverage.reads] },
    });
    const text = textOf(old);
    expect(text).toContain('Coveo keeps its logs for 14 days: this window was not read.');
    expect(text).toContain('Show the last 7 days');
    expect(text).not.toContain('none in what was read');
    expect(text).not.toContain('from part of the rows');
    expect(ledgerOf(old).Indexed).toBe('791 below usual: 34 % · usual 1,198 window not read');
    const later = { from: '2026-12-01T00:00:00.000Z', to: '2026-12-03T00:00:00.000Z' };
    expect(textOf(exampleHealth({ window: later }))).toContain('This window lies in the future.');
  });

  it('counts what was refused beside what was pushed, and the batches that failed', () => {
    const { runs } = exampleHealth();
    const newest = runs.newest && { ...runs.newest, refused: 60, failedBatches: 1 };
    const health = exampleHealth({ runs: { ...runs, newest } });
    expect(ledgerOf(health).Pushed).toContain('+60 refused before they were taken in');
    expect(textOf(health).replace(/\n/g, '')).toContain('1 of 3 batches failed');
  });

  it('says of a source of which nothing was read that nothing can be said', () => {
    const text = textOf(exampleHealth(UNREAD));
    expect(text).toContain('Nothing was read, so nothing can be said.');
    expect(text).toContain('Asked for');
    expect(text).toContain('its privileges must include Organization (View) and Sources (View all)');
  });

  it('shows a failed read with its call, status, request id and reason, and the rest of the page beside it', () => {
    const text = textOf(exampleHealth(UNREAD));
    for (const part of ['logs.list', '403', 'request-7', 'Access is denied.', 'Timeline', 'Blind spots']) {
      expect(text).toContain(part);
    }
  });

  it('opens the finding that the link names, with cause, steps, assumptions, rows and article', () => {
    const text = textOf(exampleHealth(), {
      ...NOTHING_SELECTED,
      finding: 'metadata-too-large',
      row: 'guid-0',
    });
    const finding = exampleFinding();
    for (const part of [
      finding.text,
      ...finding.assumptions,
      'Push those items again.',
      finding.article.title,
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain('12 of 412 rows');
    expect(text).toContain('The row in Coveo’s names');
  });

  it('says so when the link names a finding or a row that is no longer there', () => {
    expect(textOf(exampleHealth(), { ...NOTHING_SELECTED, finding: 'silent-source' })).toContain(
      'This finding is not among those of this reading any more',
    );
    const gone = {
      ...NOTHING_SELECTED,
      finding: 'metadata-too-large',
      row: exampleRow({ guid: 'gone' }).guid,
    };
    expect(textOf(exampleHealth(), gone)).toContain('This row is not among those of this reading any more');
  });

  it('tells what is different from the last good run, and what was done in between', () => {
    const text = textOf(exampleHealth()).replace(/\n/g, ' ').replace(/ +/g, ' ');
    expect(text).toContain('What Last good run Newest run Usual Rejected 0 412 0');
    expect(text).toContain('Sat 14 Nov 09:12 UTC: SOURCE_UPDATE, by jo@example.com (SUCCESS)');
    expect(text).toContain('1 number as usual');
    expect(text).toContain('Not compared: Items per batch.');
  });

  it('says plainly that nothing changed, that no run was good, and that it is not known', () => {
    const { changed } = exampleHealth();
    if (changed.state !== 'compared') throw new Error('The example compares.');
    const between = { changes: [], routine: 0, notKnown: [] };
    const { newest } = changed;
    expect(textOf(exampleHealth({ changed: { ...changed, aspects: [], between } }))).toContain(
      'Nothing that the logs show changed beyond the usual variation.',
    );
    const none = { state: 'no good run', why: 'No good run in these 14 days.', newest } as const;
    expect(textOf(exampleHealth({ changed: none }))).toContain('No good run in these 14 days.');
    const unknown = { state: 'not known', why: 'Not every row was read.' } as const;
    expect(textOf(exampleHealth({ changed: unknown })).replace(/\n/g, '')).toContain(
      'Not known. Not every row was read.',
    );
  });

  it('says once whether ids can be read in the rows, and where the census is', () => {
    const idsIn = (ids: Health['ids']) => textOf(exampleHealth({ ids })).match(/^(?:yes|no|in part)\b.*$/gm);
    expect([
      idsIn({ looked: 400, orderingId: 400, item: 400 }),
      idsIn({ looked: 400, orderingId: 0, item: 399 }),
      idsIn({ looked: 0, orderingId: 0, item: 0 }),
    ]).toEqual([
      ['yes (400 of 400 rows looked at)', 'yes (400 of 400 rows looked at)'],
      ['no (0 of 400 rows looked at)', 'in part (399 of 400 rows looked at)'],
      null,
    ]);
    expect(markupOf(exampleHealth())).toContain(
      'href="/api/o/us/acme/s/sandbox-demo-abc123/census.json" download="meta-census.json"',
    );
  });

  it('shows the query that finds the rows of a finding', () => {
    const text = textOf(exampleHealth(), { ...NOTHING_SELECTED, finding: 'metadata-too-large' });
    expect(text.replace(/\n/g, '')).toContain(
      'Query: Log rows of the source at PROCESSING of ADD with REJECTED, from 2026-11-15 02:04 UTC to 2026-11-17 02:04 UTC.',
    );
  });

  it('names each activity on the timeline, and each lane with its sums', () => {
    const names = [...markupOf(exampleHealth()).matchAll(/role="img" aria-label="([^"]*)"/g)].map(
      ([, name]) => name,
    );
    expect(names.filter((name) => name?.startsWith('FULL_REFRESH'))).toEqual([
      'FULL_REFRESH, SUCCESS, from Wed 11 Nov 01:32 UTC to Wed 11 Nov 03:32 UTC',
      'FULL_REFRESH, EXECUTING, from Sun 15 Nov 02:32 UTC running, no end yet',
    ]);
    expect(names).toContain(
      'Not indexed, Tue 10 Nov 14:32 UTC to Tue 17 Nov 14:32 UTC: Rejected 1,236, Unfinished 45',
    );
  });

  it('has the same numbers in the table', () => {
    const text = textOf(exampleHealth(), { ...NOTHING_SELECTED, table: true });
    expect(text).toContain('Tue 17 Nov 02:32 UTC\n');
    expect(text).toContain('FULL_REFRESH, EXECUTING, from Sun 15 Nov 02:32 UTC running, no end yet');
  });
});

describe('a source with too many rows to read each', () => {
  const failures = { ...exampleHealth().coverage.reads[0], of: 'rows not COMPLETED', state: 'read' } as const;
  const counted = (over: Partial<Health> = {}) => {
    const { judged, coverage } = exampleHealth();
    const reads = [{ ...failures, call: 'logs.list', ...judged, rows: 7 }];
    return exampleHealth({
      about: 'Not every row was read: numbers are about.',
      notCounted: ['unfinished'],
      coverage: { ...coverage, complete: false, reads },
      ...over,
    });
  };

  it('is told as counted, and not as read in part', () => {
    const text = textOf(counted());
    for (const said of [
      'the others counted',
      'Not every row was read: numbers are about.',
      'what went well was counted in longer stretches, and is drawn evenly',
      'Everything that was asked for: rows not COMPLETED and of batches one by one, the others counted',
      'rows not COMPLETED',
    ]) {
      expect(text).toContain(said);
    }
    for (const wrong of ['not complete', 'in what was read', 'not compared', 'from part of the rows']) {
      expect(text).not.toContain(wrong);
    }
    expect(ledgerOf(counted()).Unfinished).toBe('— not counted');
  });

  it('says how closely a window was counted, or why not', () => {
    const { coverage, window } = counted();
    const stretch = { call: 'logs.facetsStats', of: 'a closer look', rows: 3, from: window.from } as const;
    const to = new Date(Date.parse(window.from) + 5 * 60_000).toISOString();
    const looked = (read: Pick<Health['coverage']['reads'][number], 'state' | 'why'>) =>
      textOf(counted({ coverage: { ...coverage, reads: [...coverage.reads, { ...stretch, to, ...read }] } }));
    expect(looked({ state: 'read' })).toContain('counted in stretches of 5 min at most, and is drawn evenly');
    expect(looked({ state: 'skipped', why: 'Stopped before it was read.' })).toContain(
      'is drawn evenly; counted no closer: Stopped before it was read.',
    );
  });

  it('is in part where the counts are missing: nothing that went well looks like 0', () => {
    const health = counted({
      notCounted: ['pushed', 'indexed', 'deleted', 'unfinished'],
      runs: { newest: null, usual: null, runs: 0 },
    });
    const { Pushed, Indexed, Deleted, Unfinished } = ledgerOf(health);
    expect([Pushed, Indexed, Deleted, Unfinished]).toEqual(Array(4).fill('— not counted'));
    expect(textOf(health)).toContain('what went well was neither read nor counted');
    expect(textOf(health)).toContain('not complete');
  });
});
