import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { percentDone, ScanProgress } from './scan-progress';

it('goes by what is furthest behind, and is full only when neither calls nor rows are missing', () => {
  expect(percentDone({ callsDone: 5, callsPlanned: 10, rowsDone: 10, rowsPlanned: 100 })).toBe(10);
  expect(percentDone({ callsDone: 5, callsPlanned: 10, rowsDone: 90, rowsPlanned: 100 })).toBe(50);
  expect(percentDone({ callsDone: 5, callsPlanned: 10, rowsDone: 0, rowsPlanned: 0 })).toBe(50);
  expect(percentDone({ callsDone: 10, callsPlanned: 10, rowsDone: 999, rowsPlanned: 1000 })).toBe(97);
  expect(percentDone({ callsDone: 999, callsPlanned: 1000, rowsDone: 10, rowsPlanned: 10 })).toBe(97);
  expect(percentDone({ callsDone: 12, callsPlanned: 10, rowsDone: 10, rowsPlanned: 10 })).toBe(100);
});

it('says whose reading it shows, and offers Stop to who waits for it too', () => {
  const state = { callsDone: 3, callsPlanned: 12, rowsDone: 2_000, rowsPlanned: 9_000, wait: null };
  const drawn = (elsewhere: { elsewhere?: true }) =>
    renderToStaticMarkup(
      <ScanProgress state={{ ...state, ...elsewhere }} now={0} stopping={false} onStop={() => {}} />,
    );
  for (const text of ['3 of 12 calls', '2,000 of 9,000 rows', 'Stop']) {
    expect(drawn({ elsewhere: true })).toContain(text);
  }
  expect(drawn({ elsewhere: true })).toContain('Somebody else reads this source: waiting for what they read');
  expect(drawn({})).not.toContain('Somebody else');
});

it('says that a window is counted closer, of how many calls, and nothing of rows, for none are read', () => {
  const state = { callsDone: 4, callsPlanned: 24, rowsDone: 0, rowsPlanned: 0, closer: true as const };
  const drawn = renderToStaticMarkup(
    <ScanProgress state={{ ...state, wait: null }} now={0} stopping={false} onStop={() => {}} />,
  );
  expect(drawn.replace(/<[^>]*>/g, '')).toBe('Counting this window in shorter stretches4 of 24 callsStop');
  expect(drawn).toContain('aria-valuenow="16"');
});

it('says what Coveo answered while it waits, and draws no bar before anything is planned', () => {
  const drawn = (wait: { asked: boolean; status: number | null }) =>
    renderToStaticMarkup(
      <ScanProgress
        state={{
          ...{ callsDone: 51, callsPlanned: 51, rowsDone: 0, rowsPlanned: 0 },
          wait: { until: '1970-01-01T00:00:12.000Z', ...wait },
        }}
        now={0}
        stopping={false}
        onStop={() => {}}
      />,
    );
  const early = drawn({ asked: false, status: 504 });
  expect(early.replace(/<[^>]*>/g, '')).toBe(
    'Asking Coveo what there is…51 calls so farCoveo answered 504: trying again in 12 sStop',
  );
  expect(early).not.toContain('aria-valuenow');
  expect(drawn({ asked: true, status: 429 })).toContain('Coveo answered 429 and asks to wait: 12 s');
  expect(drawn({ asked: false, status: null })).toContain('No answer: trying again in 12 s');
});

it('shows the plan with its steps, and what the reading may cost at most', () => {
  const steps = [
    { reads: 'failures', calls: 2 },
    { reads: 'batches', calls: 0 },
    { reads: 'buckets', calls: 28 },
  ];
  const state = {
    ...{ callsDone: 3, callsPlanned: 42, rowsDone: 0, rowsPlanned: 1_581, wait: null },
    plan: { mode: 'counted' as const, why: 'Coveo counts 297,270 rows, too many to read every one.', steps },
    budget: { calls: 60, rows: 200_000, seconds: 600 },
  };
  const words = renderToStaticMarkup(<ScanProgress state={state} now={0} stopping={false} onStop={null} />)
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');
  expect(words).toContain(
    'Plan: Coveo counts 297,270 rows, too many to read every one. Source Logs calls: 2 for rows not COMPLETED, 28 for counts of stretches. At most 60 Source Logs calls, 200,000 rows and 10 min.',
  );
});
