import { requireNode } from './node-version.mjs';

requireNode();
const { verify } = await import('./verification.mjs');
const { browserTests } = await import('./browser-tests.mjs');
const { addCounts, countsLine, NO_TESTS } = await import('./test-counts.mjs');

// All of what `npm run verify` tries a share of.
process.env.PUSHSCOPE_MIXTURES ??= '200';

const unit = await verify({ long: true });
if (!unit.ok) console.error('The end-to-end tests were left out: the checks before them failed.');
const browser = unit.ok ? await browserTests([]) : { ok: false, counts: NO_TESTS };
if (unit.note !== null) console.log(unit.note);
console.log(countsLine(addCounts(unit.counts, browser.counts)));
process.exit(unit.ok && browser.ok ? 0 : 1);
