import { requireNode } from './node-version.mjs';

requireNode();
const { verify } = await import('./verification.mjs');
const { browserTests } = await import('./browser-tests.mjs');
const { addCounts, countsLine, NO_TESTS } = await import('./test-counts.mjs');

const unit = await verify();
if (!unit.ok) console.error('The end-to-end tests were left out: the checks before them failed.');
const browser = unit.ok ? await browserTests([]) : { ok: false, counts: NO_TESTS };
if (unit.note !== null) console.log(unit.note);
console.log(countsLine(addCounts(unit.counts, browser.counts)));
process.exit(unit.ok && browser.ok ? 0 : 1);
