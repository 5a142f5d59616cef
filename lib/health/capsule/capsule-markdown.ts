import { flattenMeta, metaText } from '@/lib/evidence/meta';
import { answerWords, idsOfCall } from '@/lib/evidence/recorded-words';
import { reportSections } from '@/lib/health/report/source-report-markdown';
import { formatDays, formatStretch } from '@/lib/health/report/stretch-words';
import { ACTING } from '@/lib/problems/advice';
import { inlineCode } from '@/lib/problems/markdown-code';
import { countOf, formatCount, formatMoment } from '@/lib/problems/phrasing';
import type { CapturedTime, RecordedLane } from '@/lib/timeline/timeline';
import type {
  CapsuleContent,
  CapsuleCoverage,
  CapsuleFinding,
  CapsuleSighting,
  CapsuleVerification,
  TimelineCapsule,
} from './capsule-content';

/** What a capsule shows of a source, as Markdown; always the same sections, at most ten rows a finding. */
export function capsuleContentMarkdown(content: CapsuleContent): string {
  return `${sections(content).join('\n\n')}\n`;
}

function sections(content: CapsuleContent): string[] {
  if (content.kind === 'issue') return issueSections(content);
  if (content.kind === 'timeline') return timelineSections(content);
  return [
    `# Report of ${line(content.source.name)}, ${formatDays(content.window)} (UTC)`,
    list([...place(content), `As of ${moment(content.asOf)}`]),
    ...reportSections(content, null),
  ];
}

const ROWS_SHOWN = 10;

function issueSections(issue: Extract<CapsuleContent, { kind: 'issue' }>): string[] {
  const { opened, newest, verification } = issue;
  return [
    `# ${line(issue.title)}`,
    list([
      ...place(issue),
      `State when it was preserved: ${issue.state}`,
      `Seen ${formatCount(issue.count)} times (${issue.unit}) from ${moment(issue.firstSeen)} to ${moment(issue.lastSeen)}`,
    ]),
    ...(verification === null ? [] : verificationSections(verification)),
    ...(opened === null ? [] : ['## What was seen when it opened', ...sightingSections(opened)]),
    ...(newest === null ? [] : ['## What was seen last', ...sightingSections(newest)]),
  ];
}

function verificationSections(verification: CapsuleVerification): string[] {
  const { state, text, since, asOf, followed, followedTotal, proof, proofTotal } = verification;
  const items = followed
    .slice(0, ROWS_SHOWN)
    .map(({ name, stage, at }) => `${inlineCode(name)}: ${stage}${at === null ? '' : ` ${moment(at)}`}`);
  return [
    '## Verification of the fix',
    list([
      `State: ${state}, as of ${moment(asOf)}`,
      line(text),
      `Counts what was pushed after ${moment(since)}`,
    ]),
    ...(items.length === 0 ? [] : [`### Followed, ${items.length} of ${followedTotal}`, list(items)]),
    ...rowSections('### Rows that prove it', proof, proofTotal),
  ];
}

function sightingSections(sighting: CapsuleSighting): string[] {
  const { capturedAt, verdict, reasons, finding, coverage } = sighting;
  return [
    `Captured ${moment(capturedAt)}. Verdict: ${VERDICTS[verdict]}. ${reasons.map(line).join(' ')}`,
    ...findingSections(finding, 3),
    coverageLine(coverage),
  ];
}

function timelineSections(timeline: Extract<CapsuleContent, { kind: 'timeline' }>): string[] {
  const { window, ledger, findings } = timeline;
  const { captured, recorded } = timeline.timeline;
  return [
    `# ${line(timeline.source.name)}, ${moment(window.from)} to ${moment(window.to)}`,
    list([
      ...place(timeline),
      `As of ${moment(timeline.asOf)}`,
      `Verdict: ${VERDICTS[timeline.verdict]}. ${timeline.reasons.map(line).join(' ')}`,
      `${captured === undefined ? 'In the window' : 'In the live logs of then, which reach 14 days back'}: ${COUNTERS.map((counter) => counterText(ledger, counter)).join(', ')}`,
      ...(captured === undefined ? [] : capturedLines(captured)),
      ...(recorded === undefined ? [] : [recordedLine(recorded)]),
    ]),
    '## Findings',
    ...(findings.length === 0 ? ['None found in what was read.'] : []),
    ...findings.flatMap((finding) => [`### ${line(finding.title)}`, ...findingSections(finding, 4)]),
    '## What was read',
    coverageLine(timeline.coverage),
    '## Not checked',
    timeline.notChecked.length === 0
      ? 'Every known problem was looked for.'
      : list(timeline.notChecked.map(({ title, why }) => `${line(title)}: ${line(why)}`)),
    '## Blind spots',
    list(timeline.blindSpots.map(line)),
  ];
}

const COUNTERS = ['pushed', 'indexed', 'rejected', 'skipped', 'errored', 'deleted', 'unfinished'] as const;

function counterText(ledger: TimelineCapsule['ledger'], counter: (typeof COUNTERS)[number]): string {
  if (ledger.notCounted?.includes(counter)) return `${counter} not counted`;
  return `${ledger.notCounted === undefined ? '' : 'about '}${formatCount(ledger[counter])} ${counter}`;
}

/** So many of the newest stretches are named. */
const STRETCHES_NAMED = 3;

function recordedLine({ counts, stretches }: RecordedLane): string {
  const of = (numbers: readonly number[] = []) => formatCount(numbers.reduce((sum, n) => sum + n, 0));
  const named = stretches.slice(-STRETCHES_NAMED).map((stretch) => formatStretch(stretch, true));
  const more = stretches.length - named.length;
  const before = more > 0 ? `; and ${countOf(more, 'stretch', 'stretches')} before` : '';
  return `Calls in the window, as connectors recorded them: ${of(counts.accepted)} accepted, ${of(counts.refused)} refused, ${of(counts.unanswered)} without an answer. Recorded: ${named.join('; ')}${before}`;
}

function capturedLines({ stretches, unobserved }: CapturedTime): string[] {
  const words = (time: CapturedTime['stretches']) =>
    time.map((stretch) => formatStretch(stretch, true)).join('; ');
  return [
    ...(stretches.length === 0 ? [] : [`Counted by day from what was captured: ${words(stretches)}`]),
    ...(unobserved.length === 0 ? [] : [`Not observed: ${words(unobserved)}`]),
  ];
}

const VERDICTS = {
  failing: 'failing',
  degraded: 'degraded',
  unknown: 'unknown',
  healthy: 'no problem seen',
} as const;

function findingSections(finding: CapsuleFinding, level: 3 | 4): string[] {
  const heading = (text: string) => `${'#'.repeat(level)} ${text}`;
  const sure = finding.confidenceReason === null ? '' : `: ${line(finding.confidenceReason)}`;
  return [
    line(finding.text),
    `How sure: ${finding.confidence}${sure}`,
    heading('What happened'),
    finding.whatHappened,
    heading('Likely cause'),
    finding.cause,
    heading('What to do'),
    finding.fix.map((step, index) => `${index + 1}. ${step}`).join('\n'),
    `Who acts: ${ACTING[finding.actor]}. Coveo: [${finding.article.title}](${finding.article.url})`,
    ...rowSections(heading('Rows behind it'), finding.evidence, finding.evidenceTotal),
    ...callSections(heading('Recorded calls behind it'), finding),
  ];
}

function rowSections(heading: string, evidence: CapsuleFinding['evidence'], total: number): string[] {
  const rows = evidence.slice(0, ROWS_SHOWN);
  if (rows.length === 0) return [];
  return [
    `${heading}, ${rows.length} of ${countOf(total, 'row')}`,
    list(
      rows.map((row) => {
        const said = metaText(flattenMeta(row.meta));
        const words = [row.at, row.task, row.operation, row.result, row.item ?? 'no item', said];
        return inlineCode(words.filter((word) => word !== '').join(' · '));
      }),
    ),
  ];
}

function callSections(heading: string, { calls, callsTotal }: CapsuleFinding): string[] {
  const shown = calls.slice(0, ROWS_SHOWN);
  if (shown.length === 0) return [];
  return [
    `${heading}, ${shown.length} of ${countOf(callsTotal, 'call')}`,
    list(
      shown.map((call) =>
        inlineCode(
          [call.at, `${call.method} ${call.path}`, answerWords(call), ...idsOfCall(call)].join(' · '),
        ),
      ),
    ),
  ];
}

function place(content: CapsuleContent): string[] {
  const { source, organization, region } = content;
  return [
    `Source: ${line(source.name)} (${inlineCode(source.id)})`,
    `Organization: ${inlineCode(organization)} in ${region}`,
    content.masked ? 'Ids are masked.' : 'Ids are shown as they are.',
  ];
}

function coverageLine(coverage: CapsuleCoverage): string {
  const of =
    coverage.rowsCounted === null
      ? ' rows, not counted by Coveo'
      : ` of ${formatCount(coverage.rowsCounted)} rows`;
  const whole = coverage.complete
    ? 'Everything that was asked for was read'
    : 'Not everything that was asked for could be read';
  return `${whole}: ${formatCount(coverage.rowsRead)}${of}, in ${countOf(coverage.calls, 'call')}.`;
}

function moment(iso: string): string {
  return iso === '' ? 'not known' : formatMoment(iso);
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** On one line, and without HTML or headings of its own. */
function line(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[<>]/g, (bracket) => (bracket === '<' ? '&lt;' : '&gt;'));
}
