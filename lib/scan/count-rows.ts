import type { CallOptions, CallResult } from '@/lib/coveo/call';
import type { CoveoClient } from '@/lib/coveo/client';
import { countLogs } from '@/lib/coveo/logs';
import { addCounts, type RowCounts, totalRows } from '@/lib/evidence/counts';
import { COMPLETE, type PartCoverage, type Read } from '@/lib/evidence/coverage';
import type { TimeWindow } from '@/lib/evidence/time';
import { partOfCall, readOfCall } from './call-coverage';
import { segments } from './plan';

/** Told of each call as it ends; gives its result back. */
export type Done = <T>(result: CallResult<T>) => CallResult<T>;

/** Counts a source's rows, in as many calls as the window has stretches of seven days. Null where one failed. */
export async function countRows(
  client: CoveoClient,
  window: TimeWindow,
  sourceId: string,
  options: CallOptions,
  done: Done,
): Promise<{ counts: RowCounts | null; part: PartCoverage; reads: Read[] }> {
  const answers = await Promise.all(
    segments(window).map(async (segment) => ({
      segment,
      answer: await countLogs(client, { window: segment, sourceIds: [sourceId] }, options).then(done),
    })),
  );
  let counts: RowCounts | null = { operations: {}, results: {}, tasks: {}, sources: {} };
  let part: PartCoverage = COMPLETE;
  for (const { answer } of answers) {
    if (answer.ok) counts = counts && addCounts(counts, answer.value);
    else {
      counts = null;
      part = partOfCall(answer);
    }
  }
  const reads = answers.map(({ segment, answer }) =>
    readOfCall(answer, 'logs.facetsStats', segment, answer.ok ? totalRows(answer.value) : 0),
  );
  return { counts, part, reads };
}
