import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CoveoClient } from '@/lib/coveo/client';
import { judge } from '@/lib/health/judge';
import { PROBLEMS } from '@/lib/problems/problems';
import type { ScanBudget } from './budget';
import { sandboxWith } from './sandbox-under-test';
import type { ScanEvent } from './scan-event';
import { scanSource } from './scan-source';

type Settings = Parameters<typeof sandboxWith>[1];

async function scan(
  scenario: string,
  settings: Settings,
  given: {
    budget?: Partial<ScanBudget>;
    signal?: AbortSignal;
    onEvent?: (event: ScanEvent) => void;
    clientOf?: (client: CoveoClient) => CoveoClient;
  } = {},
) {
  const under = await sandboxWith(scenario, settings);
  const { clientOf = (client: CoveoClient) => client, ...rest } = given;
  const { evidence } = await scanSource({
    client: clientOf(under.client),
    sourceId: under.sourceId,
    signal: new AbortController().signal,
    onEvent: () => {},
    ...rest,
  });
  const { health, findings } = judge(evidence, evidence.window, under.sourceId, PROBLEMS);
  const logs = under.asked.filter((path) => path.startsWith('/sandbox/logs/')).length;
  const states = Object.fromEntries(
    Object.entries(evidence.coverage.parts).map(([part, { state }]) => [part, state]),
  );
  return { evidence, health, findings, logs, others: under.asked.length - logs, states };
}

describe('a source with a million rows', () => {
  it('is judged as if every row had been read, at the cost of what went wrong', async () => {
    const { evidence, health, findings, logs, others, states } = await scan('busy', { rows: 1_000_000 });
    expect({ logs: logs <= 60, others: others <= 10, rows: evidence.rows.length < 5_000 }).toEqual({
      logs: true,
      others: true,
      rows: true,
    });
    expect(states).toMatchObject({
      counts: 'complete',
      failures: 'complete',
      batches: 'complete',
      buckets: 'complete',
      histories: 'partial',
    });
    expect(health.verdict).toBe('degraded');
    expect(
      findings.map(({ problem, rows, items }) => [problem, rows.length, items.total, items.lost]),
    ).toEqual([['metadata-too-large', 243, 9, 9]]);
    const { start: _, end: __, ...newest } = health.runs.newest ?? { start: '', end: '' };
    expect(newest).toEqual({
      pushed: 9_258,
      refused: 0,
      indexed: 9_249,
      deleted: 0,
      rejected: 9,
      errored: 0,
      skipped: 0,
      unfinished: 0,
      batches: 10,
      failedBatches: 0,
    });
  });

  it('costs at most four times the calls of one with ten thousand', async () => {
    const [small, large] = [await scan('busy', { rows: 10_000 }), await scan('busy', { rows: 1_000_000 })];
    expect(small.states.histories).toBe('complete');
    expect(large.logs / small.logs).toBeLessThanOrEqual(4);
  });

  it('is read within its calls also where the server gives a hundred rows at once', async () => {
    const plans: ScanEvent[] = [];
    const { logs, findings } = await scan(
      'busy',
      { rows: 1_000_000, perPageCap: 100 },
      { onEvent: (event) => event.type === 'plan' && plans.push(event) },
    );
    expect(logs).toBeLessThanOrEqual(60);
    expect(plans.map((event) => event.type === 'plan' && event.plan.rowsPerPage)).toEqual([1_000, 100]);
    expect(findings.map(({ problem, rows }) => [problem, rows.length])).toEqual([
      ['metadata-too-large', 243],
    ]);
  });

  it.each([7, 1])('finds what went wrong also where the server gives %i rows at once', async (perPageCap) => {
    const { logs, findings } = await scan('broken-batch', { perPageCap });
    expect(logs).toBeLessThanOrEqual(60);
    expect(findings.map(({ problem }) => problem)).toEqual(['json-deserialization']);
  });

  it('shows as many pushes on the timeline as in the ledger, and says that they are about', async () => {
    const { health } = await scan('busy', { rows: 1_000_000 });
    const sum = (lane: Readonly<Record<string, readonly number[]>>) =>
      Object.values(lane)
        .flat()
        .reduce((a, b) => a + b, 0);
    const { ledger, timeline, about } = health;
    // DELETE_OLDER_THAN and BATCH_FILE count themselves, beside the items.
    const { BATCH_FILE: _, DELETE_OLDER_THAN: __, ...pushes } = timeline.lanes.pushes;
    expect([sum(pushes), sum(timeline.lanes.outcomes)]).toEqual([
      ledger.pushed,
      ledger.indexed + ledger.rejected,
    ]);
    expect(about).toMatch(
      /^Not every row was read: numbers of operations are about.* count as part of its run\.$/,
    );
    expect(health.notCounted).toEqual(['unfinished']);
  });

  it('leaves no hole where it went on to count, and says of each count what it counts', async () => {
    const { evidence } = await scan('busy', { rows: 1_000_000, perPageCap: 100 });
    const { reads } = evidence.coverage;
    expect(reads.filter(({ state, of }) => state !== 'read' && of !== 'a sample')).toEqual([]);
    const counts = new Map<string, number>();
    for (const { call, why = '', rows } of reads) {
      if (call === 'logs.facetsStats') counts.set(why, (counts.get(why) ?? 0) + rows);
    }
    const all = evidence.coverage.rowsCounted;
    expect([counts.get(''), counts.get('The same rows, stretch by stretch.')]).toEqual([all, all]);
    expect([...counts.keys()].sort()).toEqual([
      '',
      'Of the same rows those at CONSUMING.',
      'Of the same rows those at INDEXING.',
      'The same rows, stretch by stretch.',
    ]);
  });
});

describe('a healthy source that cannot be read whole', () => {
  it('is healthy, as far as is said', async () => {
    const { health, states } = await scan('healthy', { perPageCap: 100 });
    expect([health.verdict, states.histories]).toEqual(['healthy', 'partial']);
    expect(health.reasons.map(({ text }) => text)).toEqual([
      'No problem seen. The newest run, Sun 22 Nov 02:03 UTC, pushed about 641 operations, and about 641 were indexed. Not every row was read: the others were counted.',
    ]);
  });
});

describe('what counts tell of a source that cannot be read whole', () => {
  const rows = { budget: { rows: 5_000 } };
  const ofProblem = async (scenario: string, problem: string, settings: Settings = {}) => {
    const { findings, health, logs } = await scan(scenario, settings, rows);
    expect(logs).toBeLessThanOrEqual(60);
    const found = findings.filter((finding) => finding.problem === problem);
    const open = health.notChecked.filter((one) => one.problem === problem);
    return [
      ...found.map(({ title, confidence, impact, text }) => ({ title, confidence, impact, text })),
      ...open.map(({ why }) => why),
    ];
  };

  it.each([
    ['healthy', 'mass-deletion', {}],
    ['healthy', 'mass-deletion', { deleteRows: false }],
    ['healthy', 'count-mismatch', {}],
    ['healthy', 'slow-pipeline', {}],
    ['metadata-too-large', 'slow-pipeline', {}],
    ['one-by-one', 'silent-source', {}],
    ['one-by-one', 'push-volume-drop', {}],
    ['one-by-one', 'empty-batch', {}],
  ])('%s: no %s (%j), and that is known', async (scenario, problem, settings) => {
    expect(await ofProblem(scenario, problem, settings)).toEqual([]);
  });

  it('runs of items pushed one by one, as fine as the stretches are, which is said', async () => {
    const { health } = await scan('one-by-one', {}, rows);
    const { newest, runs } = health.runs;
    expect([newest?.start, newest?.end, newest?.pushed, runs]).toEqual([
      '2026-11-22T00:00:00.000Z',
      '2026-11-22T12:00:00.000Z',
      281,
      12,
    ]);
    expect(health.about).toMatch(
      /each may have begun up to 12 h later than is said, and ended as much earlier\.$/,
    );
    expect(health.verdict).toBe('healthy');
  });

  it('a clean-up after a broken run, at least so much as was not added since', async () => {
    expect(await ofProblem('mass-deletion', 'mass-deletion')).toEqual([
      {
        title: 'About 358 delete operations within a day that no add since makes up for',
        confidence: 'possible',
        impact: 'degraded',
        text: 'Coveo counts about 358 delete operations from Sun 22 Nov 03:00 UTC to Sun 22 Nov 05:00 UTC, and none that may have added items in that time and since. About 358 are not made up for: were each of another item, 59 % of what the source held. It holds 240 items now. The last delete older than near it is that of Sun 22 Nov 03:43 UTC. Which items they are only their rows tell.',
      },
    ]);
  });

  it('a clean-up that leaves no rows, by the items that are left', async () => {
    expect(await ofProblem('mass-deletion', 'mass-deletion', { deleteRows: false })).toEqual([
      {
        title: 'About 360 items deleted and not pushed again',
        confidence: 'likely',
        impact: 'degraded',
        text: 'A run usually indexes about 600 items, and the run of Sun 22 Nov 03:01 UTC, about 240; Coveo counts 240 in the source now, 13 h after it began. The last request that may have removed the others is the delete older than of Sun 22 Nov 03:43 UTC.',
      },
    ]);
  });

  it('two jobs that delete what the other one pushed: counts cannot tell them from an exchange', async () => {
    expect(await ofProblem('two-jobs', 'mass-deletion')).toEqual([
      'Rows were counted, not read: about 560 items were deleted from Sun 22 Nov 03:00 UTC to Sun 22 Nov 06:00 UTC, far more than usual, and about 560 were added in that time and since. Whether these are the same items only their rows tell.',
    ]);
  });

  it('fewer items than were indexed, as far as operations stand for items', async () => {
    expect(await ofProblem('count-mismatch', 'count-mismatch')).toEqual([
      {
        title: 'The source holds 352 of about 540 items that were indexed, by counts',
        confidence: 'possible',
        impact: 'degraded',
        text: 'By counts the run of Sun 22 Nov 02:01 UTC indexed about 540 items that were not deleted since. Coveo counts 352 in the source now: about 34 % fewer. A run that pushes the same items again after a while would look the same: compare with the number of items in the customer’s export.',
      },
    ]);
  });

  it('a slow pipeline, by five items drawn and their earlier pushes', async () => {
    expect(await ofProblem('slow-pipeline', 'slow-pipeline')).toEqual([
      {
        title: 'All 5 items drawn of the newest run took about 16 min from push to index (usually 2 s)',
        confidence: 'likely',
        impact: 'degraded',
        text: 'Each of the 5 items drawn from the run of Sun 22 Nov 01:02 UTC took longer than 5 min: so did most of the others, most likely. Most of the time passes between CONSUMING and PROCESSING. Nothing was lost by this.',
      },
    ]);
  });

  it('not whether a batch is empty between others that are not', async () => {
    expect(await ofProblem('empty-batches', 'empty-batch')).toEqual([
      'Rows were counted, not read: 84 batches came in stretches in which items came too, and which batch an item was in only the rows around it tell.',
    ]);
  });
});

describe('a failing source that cannot be read whole', () => {
  it('fails by the items drawn and looked up', async () => {
    const { health } = await scan('metadata-too-large', {}, { budget: { rows: 5_000 } });
    expect(health.verdict).toBe('failing');
    expect(health.reasons[0]).toEqual({
      text: 'At least: 87 of about 599 items in the newest run failed (14 %), Sun 22 Nov 03:03 UTC, and the 12 looked up are all lost: so are most of the others, most likely.',
    });
  });

  it('shows the newest and the first of its failures, fair over the stretches, where there are too many', async () => {
    const { evidence, health, states } = await scan(
      'seconds-not-milliseconds',
      { perPageCap: 10 },
      { budget: { calls: 40 } },
    );
    const failed = evidence.rows.filter(({ result }) => result === 'REJECTED').map(({ at }) => at);
    expect(states.failures).toBe('partial');
    expect(evidence.coverage.parts.failures.why).toMatch(
      /^(Of \d+ rows not COMPLETED in this stretch, \d+ were read: the newest and the first\.|None of \d+ rows)/,
    );
    expect(failed.length).toBeGreaterThan(0);
    expect(health.verdict).not.toBe('healthy');
  });
});

describe('what stands in the way of a counted source', () => {
  it('Stop: what was found is kept, and the rest is said not to be read', async () => {
    const stopping = new AbortController();
    const { evidence, states } = await scan(
      'busy',
      { rows: 1_000_000 },
      {
        signal: stopping.signal,
        onEvent: ({ type, ...news }) => {
          if (type === 'progress' && 'rowsDone' in news && news.rowsDone >= 243) stopping.abort();
        },
      },
    );
    expect(evidence.rows.filter(({ result }) => result === 'REJECTED').length).toBe(243);
    expect(states).toMatchObject({ failures: 'complete', batches: 'missing', buckets: 'missing' });
  });

  it.each([
    // Two at a time, and a half of each.
    ['counts of stretches', /facetsStats/, 2, 'buckets', 4],
    // Two of those that failed, and two of those that are drawn.
    ['rows of single items', /documentId=/, 0, 'histories', 4],
  ])('%s that give no answer: a few are waited for', async (_, path, answered, part, most) => {
    let [asked, hung] = [0, 0];
    const clientOf = (client: CoveoClient): CoveoClient => {
      let deadline = new AbortController();
      return {
        ...client,
        attempts: 4,
        deadline: () => {
          deadline = new AbortController();
          return deadline.signal;
        },
        fetch: async (url, init) => {
          const own = deadline;
          if (!path.test(url) || ++asked <= answered) return client.fetch(url, init);
          hung++;
          await new Promise(setImmediate);
          own.abort();
          return new Promise<Response>(() => {});
        },
      };
    };
    const { states, evidence } = await scan('busy', { rows: 400_000 }, { clientOf });
    expect([hung, evidence.counted?.lookedUp]).toEqual([most, []]);
    expect([states.failures, states[part] === 'complete']).toEqual(['complete', false]);
  });

  it('counts that are refused: the failures are found, and no verdict is healthy', async () => {
    let counts = 0;
    const clientOf = (client: CoveoClient): CoveoClient => ({
      ...client,
      fetch: async (url, init) => {
        if (!url.includes('facetsStats')) return client.fetch(url, init);
        counts++;
        return counts <= 2 ? client.fetch(url, init) : Response.json({ message: 'Broken' }, { status: 500 });
      },
    });
    const { states, health, evidence } = await scan('healthy', { perPageCap: 100 }, { clientOf });
    expect(states).toMatchObject({ counts: 'complete', failures: 'complete', buckets: 'missing' });
    expect(evidence.counted?.buckets).toEqual([]);
    expect(health.notCounted).toEqual(['pushed', 'indexed', 'deleted', 'unfinished']);
    expect([health.verdict, health.reasons.map(({ text }) => text)]).toEqual([
      'unknown',
      [
        'Coveo answered 500 for the row counts (Source Logs API).',
        'No run has settled yet in what was read.',
      ],
    ]);
  });

  it('time: what was read until then is kept, and the coverage says so', async () => {
    const clientOf = (client: CoveoClient): CoveoClient => {
      let calls = 0;
      return {
        ...client,
        now: () => client.now() + 10_000 * calls,
        fetch: (url, init) => {
          calls++;
          return client.fetch(url, init);
        },
      };
    };
    const { evidence, states, logs } = await scan(
      'busy',
      { rows: 1_000_000 },
      { clientOf, budget: { seconds: 150 } },
    );
    expect(states).toMatchObject({ failures: 'complete', buckets: 'missing' });
    expect(evidence.coverage.parts.buckets.why).toBe('The budget of 150 seconds was used up.');
    expect(logs).toBeLessThan(12);
  });

  it('secrets in the URIs of items: Coveo cannot be asked for these, and none is called lost or late', async () => {
    const page = z.looseObject({ documentLogEntries: z.array(z.looseObject({ id: z.string().nullish() })) });
    const named: string[] = [];
    const clientOf = (client: CoveoClient): CoveoClient => ({
      ...client,
      fetch: async (url, init) => {
        const { pathname, searchParams } = new URL(url);
        const answer = await client.fetch(url, init);
        if (!pathname.startsWith('/sandbox/logs/') || pathname.endsWith('/facetsStats')) return answer;
        named.push(...searchParams.getAll('documentId'));
        const { documentLogEntries, ...rest } = page.parse(await answer.json());
        const rows = documentLogEntries.map(({ id, ...row }) => ({
          ...row,
          id: id ? `${id}?access_token=xx0c0ffee0-1234-4abc-8def-0123456789ab` : id,
        }));
        return Response.json({ ...rest, documentLogEntries: rows }, answer);
      },
    });
    const { evidence, health } = await scan('metadata-too-large', {}, { clientOf, budget: { rows: 5_000 } });
    expect(evidence.rows.find(({ item }) => item !== null)?.item).toMatch(/\?access_token=<redacted>$/);
    expect([named, evidence.counted?.lookedUp, evidence.counted?.timed]).toEqual([[], [], []]);
    expect([health.verdict, health.findings.map(({ problem, items }) => [problem, items.lost])]).toEqual([
      'degraded',
      [['metadata-too-large', null]],
    ]);
  });
});
