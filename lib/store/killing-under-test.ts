import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { bundle } from '../../scripts/bundle.mjs';
import type { Database } from './database';
import { listIssues, readIssue } from './read-issues';
import { readDays } from './source-days';
import { KEYS, LANES, PLACE, ROWS } from './writer-under-test';

const line = z.union([
  z.object({ merged: z.number() }),
  z.object({ noted: z.string(), id: z.string() }),
  z.object({ captured: z.number() }),
  z.object({ failed: z.string(), kind: z.string() }),
]);

/** What a writer had acknowledged when it ended. */
export interface Written {
  readonly merged: number[];
  readonly notes: { readonly noted: string; readonly id: string }[];
  readonly captured: number[];
  readonly failures: { readonly failed: string; readonly kind: string }[];
  /** Lines that are no acknowledgement. */
  readonly said: string[];
}

/** How a writer is run: `end` is asked after each line, and ends it with SIGKILL; or stops the server under it. */
export interface WriterRun {
  readonly place: string;
  /** The number of its first merge. */
  readonly first: number;
  readonly isEnough: (written: Written) => boolean;
  /** What runs it, before the arguments of node. */
  readonly command?: readonly string[];
  readonly onEnough?: () => Promise<void>;
}

/** The writer's program, which no test changes. */
let bundled: Promise<string> | null = null;

/** Runs the writer in a process of its own until `isEnough`, and kills it there and then. */
export async function killWriter(run: WriterRun): Promise<Written> {
  bundled ??= bundle('lib/store/writer-under-test.ts', 'lib');
  const url = await bundled;
  const [program = process.execPath, ...before] = [...(run.command ?? []), process.execPath];
  const script = `const { writeUntilKilled } = await import(process.argv[1]); await writeUntilKilled(process.argv[2], Number(process.argv[3]));`;
  const child = spawn(
    program,
    [...before, '--input-type=module', '-e', script, url, run.place, String(run.first)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => child.once('close', resolve));
  const written: Written = { merged: [], notes: [], captured: [], failures: [], said: [] };
  let isOver = false;
  for await (const text of createInterface({ input: child.stdout })) {
    if (!text.startsWith('{')) written.said.push(text);
    else {
      const said = line.parse(JSON.parse(text));
      if ('merged' in said) written.merged.push(said.merged);
      else if ('noted' in said) written.notes.push(said);
      else if ('captured' in said) written.captured.push(said.captured);
      else written.failures.push(said);
    }
    if (isOver || !run.isEnough(written)) continue;
    isOver = true;
    await run.onEnough?.();
    // What it said before it was killed is still read: it was answered, too.
    child.kill('SIGKILL');
  }
  await ended;
  return written;
}

/**
 * What is missing or torn in a store after writers were interrupted; `[]` when everything acknowledged is there, and
 * whole. At each interruption, as many writes as were under way may have been stored without an answer.
 */
export async function whatIsMissing(
  database: Database,
  all: readonly Written[],
  interruptions = all.length,
): Promise<string[]> {
  const missing: string[] = [];
  const page = await listIssues(database, {
    places: [{ region: 'us', organization: 'acme' }],
    limit: 100,
  });
  const acknowledged = new Set(all.flatMap(({ merged }) => merged));
  if (acknowledged.size > 0 && page.issues.length !== KEYS.length)
    missing.push(`${page.issues.length} issues`);
  const histories = new Map<string, Set<unknown>>();
  const counts = new Set<number>();
  for (const { id } of page.issues) {
    const issue = await readIssue(database, id);
    if (!issue) continue;
    const days = issue.days.reduce((sum, { count }) => sum + count, 0);
    if (days !== issue.count) missing.push(`${id} counts ${issue.count}, its days ${days}`);
    const revisions = issue.history.map(({ revision }) => revision).join();
    if (revisions !== Array.from({ length: issue.revision }, (_, n) => n + 1).join()) {
      missing.push(`${id} is at revision ${issue.revision}, its history has ${revisions}`);
    }
    counts.add(issue.count);
    histories.set(id, new Set(issue.history.map(({ detail }) => detail)));
  }
  if (counts.size > 1) missing.push(`half a merge: ${[...counts].join()}`);
  const merges = ([...counts][0] ?? 0) / ROWS;
  const most = acknowledged.size + LANES * interruptions;
  if (merges < acknowledged.size || merges > most) {
    missing.push(`${merges} merges of ${acknowledged.size} to ${most}`);
  }
  for (const { noted, id } of all.flatMap(({ notes }) => notes)) {
    if (!histories.get(id)?.has(noted)) missing.push(noted);
  }
  const [day] = await readDays(database, PLACE, { from: '2026-11-20', to: '2026-11-20' });
  const kept = Array.isArray(day?.content) ? day.content : [];
  const looks = day?.look?.capture ?? 0;
  if (looks !== kept.length) missing.push(`${looks} looks of ${kept.length} captures`);
  for (const number of all.flatMap(({ captured }) => captured)) {
    if (kept.filter((one) => one === number).length !== 1) missing.push(`capture ${number}`);
  }
  return missing;
}
