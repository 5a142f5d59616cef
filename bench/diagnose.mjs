import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { bundle } from '../scripts/bundle.mjs';
import { ADVERSARIES, makeAdversary, makePaste, PASTES } from './pastes.mjs';

const KB = 1024;
const MB = 1024 * KB;
const SIZES = [KB, 2 * KB, 10 * KB, 100 * KB, MB, 10 * MB];
const ADVERSE_SIZES = [10 * KB, 100 * KB, MB, 10 * MB];
/** Up to here several pastes of a kind take turns, so that nothing is learned by heart. */
const SMALL = 10 * KB;
const VARIANTS = 16;
const SEED = 20_261_122;
const NOW = '2026-11-22T12:00:00Z';
const WARM_UP_MS = 200;
const BUDGET_MS = 800;
const FEWEST = 11;
const MOST = 2_000;
/** One case takes about this long at most: where calls are slow, there are fewer of them. */
const PATIENCE_MS = 20_000;
/** When a call takes longer than this, larger pastes of its kind are not tried. */
const HOPELESS_MS = 1_000;

/**
 * The engine over pastes of several kinds and sizes, beside `JSON.parse` of the same bytes, taken in turns in the same
 * run. What is not JSON is given to `JSON.parse` as a JSON string. Garbage is collected before each case, and between
 * the calls of large ones, so that none pays for the one before. Answers the rows of the report: `growth` is how many
 * times longer the median is than for the next smaller size, `exponent` the power of the size that this comes to (1 is
 * linear), `perSecond` how many calls fit into a second of calls, `ratio` our median over that of `JSON.parse`. A kind
 * whose calls take over a second ends there, and says so on standard error.
 */
export async function run() {
  const { diagnose } = await import(await bundle('lib/diagnosis/diagnose.ts', 'lib'));
  const ours = (text) => diagnose(text, { now: NOW });
  const collect = garbageCollector();
  const rows = [];
  for (const [kind, { isJson }] of Object.entries(PASTES)) {
    const make = (bytes, variant) => makePaste(kind, bytes, SEED + variant);
    rows.push(...measureSizes({ name: kind, sizes: SIZES, make, isJson, ours, collect }));
  }
  for (const kind of Object.keys(ADVERSARIES)) {
    const make = (bytes) => makeAdversary(kind, bytes);
    const name = `adversarial: ${kind}`;
    rows.push(...measureSizes({ name, sizes: ADVERSE_SIZES, make, isJson: false, ours, collect }));
  }
  return rows;
}

function measureSizes({ name, sizes, make, isJson, ours, collect }) {
  const rows = [];
  let previous = null;
  for (const bytes of sizes) {
    const count = bytes <= SMALL ? VARIANTS : 1;
    const pastes = Array.from({ length: count }, (_, variant) => {
      const text = make(bytes, variant);
      return { text, json: isJson ? text : JSON.stringify(text) };
    });
    const times = measure(pastes, ours, collect);
    rows.push(reportRow(name, bytes, times, previous));
    previous = { bytes, p50Ms: times.ours.p50Ms };
    if (times.ours.p50Ms > HOPELESS_MS && bytes !== sizes.at(-1)) {
      const seconds = (times.ours.p50Ms / 1_000).toFixed(1);
      console.error(`${name}: ${bytes} bytes take ${seconds} s, larger ones are not tried.`);
      break;
    }
  }
  return rows;
}

/** Times of our calls and of `JSON.parse`, in turns, after both have been called until they are warm. */
function measure(pastes, ours, collect) {
  const isLarge = (pastes[0]?.text.length ?? 0) >= MB;
  collect();
  const warm = performance.now() + WARM_UP_MS;
  let lastMs = 0;
  for (let n = 0; n === 0 || performance.now() < warm; n += 1) {
    lastMs = callBoth(pastes[n % pastes.length], ours).oursMs;
  }
  const fewest = Math.max(1, Math.min(FEWEST, Math.floor(PATIENCE_MS / lastMs)));
  const samples = { ours: [], parse: [] };
  const end = performance.now() + BUDGET_MS;
  for (let n = 0; n < fewest || (n < MOST && performance.now() < end); n += 1) {
    if (isLarge) collect();
    const { oursMs, parseMs } = callBoth(pastes[n % pastes.length], ours);
    samples.ours.push(oursMs);
    samples.parse.push(parseMs);
  }
  return { ours: summary(samples.ours), parse: summary(samples.parse) };
}

function callBoth({ text, json }, ours) {
  const begun = performance.now();
  ours(text);
  const between = performance.now();
  JSON.parse(json);
  return { oursMs: between - begun, parseMs: performance.now() - between };
}

function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const wallMs = times.reduce((sum, ms) => sum + ms, 0);
  return {
    calls: times.length,
    wallMs,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    perSecond: (times.length * 1_000) / wallMs,
  };
}

function reportRow(name, bytes, { ours, parse }, previous) {
  const growth = previous === null ? null : ours.p50Ms / previous.p50Ms;
  const grown =
    growth === null ? {} : { growth, exponent: Math.log(growth) / Math.log(bytes / previous.bytes) };
  return {
    case: name,
    params: { bytes },
    ours: rounded({ ...ours, ...grown }),
    peers: { 'JSON.parse': rounded(parse) },
    ratio: rounded({ 'JSON.parse': ours.p50Ms / parse.p50Ms }),
  };
}

/** To four digits: a call may take microseconds or a second. */
function rounded(metrics) {
  return Object.fromEntries(
    Object.entries(metrics).map(([metric, value]) => [metric, Number(value.toPrecision(4))]),
  );
}

function garbageCollector() {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}
