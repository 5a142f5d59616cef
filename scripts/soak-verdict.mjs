import { parseArgs } from 'node:util';

/** What a soak is asked when nothing is said. */
const MINUTES = 5;
const USERS = 20;
const MOST_MINUTES = 120;
const MOST_USERS = 200;

/** How much more may be alive at the end than after the warm-up: the more of a share and a number of MB. */
const LIVE_SHARE = 0.15;
const LIVE_MB = 48;
/** And how much more the system may count: the engine keeps room that it once needed. */
const RSS_SHARE = 0.25;
const RSS_MB = 192;

/** The first third warms up: code is compiled, caches and the store's pages fill. */
export const WARM_UP_SHARE = 1 / 3;

/** Before, scans that are kept to be shown again still fill their room; fewer samples say nothing. */
const SHORTEST_MS = 120_000;
const FEWEST_SAMPLES = 6;

/** So many problems are told one by one. */
const TOLD = 20;

/** What `args` ask for: `{ minutes, users, json }` (json: a file, or null), or `{ problem }`, one sentence. */
export function readSoakArguments(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        minutes: { type: 'string', default: String(MINUTES) },
        users: { type: 'string', default: String(USERS) },
        json: { type: 'string' },
      },
    });
    const minutes = Number(values.minutes);
    const users = Number(values.users);
    if (!(minutes > 0 && minutes <= MOST_MINUTES)) {
      return { problem: `--minutes is a number up to ${MOST_MINUTES}.` };
    }
    if (!Number.isInteger(users) || users < 1 || users > MOST_USERS) {
      return { problem: `--users is a whole number from 1 to ${MOST_USERS}.` };
    }
    return { minutes, users, json: values.json ?? null };
  } catch (error) {
    return { problem: error.message };
  }
}

/** The value below which the share `q` of the values lies, of those that there are; null of none. */
export function quantile(values, q) {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? sorted[0];
}

/** How long each kind of request took: `{ kind, calm, faulty }`, each `{ count, p50, p95, most }` in ms or null. */
export function timesByKind(requests) {
  const kinds = [...new Set(requests.map(({ kind }) => kind))].sort();
  const times = (kind, faulty) => {
    const ms = requests.filter((one) => one.kind === kind && one.faulty === faulty).map((one) => one.ms);
    if (ms.length === 0) return null;
    return { count: ms.length, p50: quantile(ms, 0.5), p95: quantile(ms, 0.95), most: quantile(ms, 1) };
  };
  return kinds.map((kind) => ({ kind, calm: times(kind, false), faulty: times(kind, true) }));
}

/**
 * How memory went, by samples `{ ms, mb, liveMb }` over `lengthMs`: of what the system counts (`rss`) and of what is
 * alive (`live`) the median right after the warm-up, that of the end, the slope after the warm-up in MB a minute, how
 * much more the end may have, and whether that makes it flat. Null where it was too short to say.
 */
export function memoryOf(samples, lengthMs) {
  const warm = samples.filter(({ ms }) => ms >= lengthMs * WARM_UP_SHARE);
  if (lengthMs < SHORTEST_MS || warm.length < FEWEST_SAMPLES) return null;
  const rss = courseOf(
    warm.map(({ ms, mb }) => ({ ms, mb })),
    RSS_SHARE,
    RSS_MB,
  );
  const live = courseOf(
    warm.map(({ ms, liveMb }) => ({ ms, mb: liveMb })),
    LIVE_SHARE,
    LIVE_MB,
  );
  return { rss, live, flat: rss.flat && live.flat };
}

function courseOf(samples, share, mb) {
  const quarter = Math.ceil(samples.length / 4);
  const median = (some) =>
    quantile(
      some.map((sample) => sample.mb),
      0.5,
    );
  const afterWarmUp = median(samples.slice(0, quarter));
  const end = median(samples.slice(-quarter));
  const most = Math.max(mb, Math.round(afterWarmUp * share));
  return { afterWarmUp, end, mbPerMinute: slope(samples), most, flat: end - afterWarmUp <= most };
}

/** The slope of the line through the samples, in MB a minute. */
function slope(samples) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minutes = samples.map(({ ms }) => ms / 60_000);
  const at = mean(minutes);
  const mb = mean(samples.map((sample) => sample.mb));
  const above = samples.reduce((sum, sample, i) => sum + (minutes[i] - at) * (sample.mb - mb), 0);
  const below = minutes.reduce((sum, minute) => sum + (minute - at) ** 2, 0);
  return below === 0 ? 0 : Math.round((above / below) * 10) / 10;
}

/** Problems that are alike once: `{ text, times }`, the most frequent first. */
export function gathered(problems) {
  const times = new Map();
  for (const text of problems) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].map(([text, count]) => ({ text, times: count })).sort((a, b) => b.times - a.times);
}

/**
 * What a soak came to. `requests`: `{ kind, ms, faulty }`; `problems`: sentences; `memory` as `memoryOf` gives it;
 * `faults`: how many were switched on; `exitCode`: the server's, after SIGTERM. `ok` decides the exit code.
 */
export function soakReport({ asked, requests, problems, memory, faults, exitCode }) {
  const more = [];
  if (requests.length === 0) more.push('No request was answered.');
  if (memory !== null && !memory.flat) {
    more.push('Memory is not flat.');
  }
  if (exitCode !== 0) more.push(`After SIGTERM the server ended with code ${exitCode}.`);
  const all = gathered([...problems, ...more]);
  return {
    ok: all.length === 0,
    minutes: asked.minutes,
    users: asked.users,
    requests: requests.length,
    faults,
    memory,
    times: timesByKind(requests),
    problems: all,
    exitCode,
  };
}

/** A report as lines for people. */
export function soakLines({ ok, minutes, users, requests, faults, memory, times, problems }) {
  const cell = (text, width) => String(text ?? '–').padStart(width);
  const row = ({ kind, calm, faulty }) =>
    [
      `  ${kind.padEnd(14)}`,
      ...[calm, faulty].flatMap((one) => [
        cell(one?.count, 7),
        cell(one && Math.round(one.p50), 8),
        cell(one && Math.round(one.p95), 8),
      ]),
    ].join('');
  return [
    `${requests} requests by ${users} users in ${minutes} min; ${faults} faults were switched on and off.`,
    '',
    `  ${'ms'.padEnd(14)}${cell('calm', 7)}${cell('p50', 8)}${cell('p95', 8)}${cell('faulty', 7)}${cell('p50', 8)}${cell('p95', 8)}`,
    ...times.map(row),
    '',
    ...memoryLines(memory),
    ...problems
      .slice(0, TOLD)
      .map(({ text, times: count }) => `✗ ${text}${count > 1 ? ` (${count} times)` : ''}`),
    ...(problems.length > TOLD ? [`… and ${problems.length - TOLD} more.`] : []),
    ok ? 'No error of ours.' : 'Failed.',
  ];
}

function memoryLines(memory) {
  if (memory === null) return ['Memory: too short to say.'];
  const line = (name, { afterWarmUp, end, mbPerMinute, most }) =>
    `Memory, ${name}: ${afterWarmUp} MB after the warm-up, ${end} MB at the end (at most ${most} MB more), ${mbPerMinute} MB a minute.`;
  return [line('alive', memory.live), line('resident', memory.rss)];
}
