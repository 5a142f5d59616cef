import { ACTING, retryWords } from '@/lib/problems/advice';
import { fenced, inlineCode } from '@/lib/problems/markdown-code';
import type { Problem } from '@/lib/problems/problem';
import { PROBLEMS } from '@/lib/problems/problems';
import { nothingWords } from './nothing-words';
import type { Diagnosis, DiagnosisReport } from './report';

/** How many further diagnoses the Markdown lists by title. */
const MAX_OTHERS = 20;

/**
 * Two lines to answer a customer with: what it is and why, then the first step. Says what the text is where no known
 * problem was recognised.
 */
export function replyText(report: DiagnosisReport): string {
  const first = report.diagnoses[0];
  const problem = first && problemOf(first.problem);
  if (!first || !problem) {
    const { title, next } = nothingWords(report);
    return `${title}.\n${next}`;
  }
  const sure = first.confidence === 'certain' ? '' : ` (${first.confidence})`;
  return `${first.title}${sure}: ${plain(problem.words.whatHappened)}\n${plain(first.firstStep ?? problem.words.fix[0] ?? '')} More: ${problem.words.article.url}`;
}

/** The report as Markdown for a ticket; always the same sections. The pasted text itself is not in it. */
export function reportMarkdown(report: DiagnosisReport): string {
  const [first, ...others] = report.diagnoses;
  const sections = first ? diagnosisSections(first) : nothingSections(report);
  if (others.length > 0) {
    sections.push(
      '## Also seen',
      list(
        others
          .slice(0, MAX_OTHERS)
          .map(
            (one) => `${line(one.title)} (${one.confidence}, part ${one.exchange + 1}): \`${one.problem}\``,
          ),
      ),
    );
    if (others.length > MAX_OTHERS) sections.push(`… and ${others.length - MAX_OTHERS} more.`);
  }
  if (report.facts.length > 0) {
    sections.push(
      '## Read from the text',
      list(report.facts.map(({ name, value }) => `${name}: ${inlineCode(value)}`)),
    );
  }
  if (report.notes.length > 0) sections.push('## Notes', list(report.notes.map(line)));
  if (report.redactions.length > 0) {
    const removed = report.redactions.map(({ kind, count }) => `${count} × ${kind}`).join(', ');
    sections.push(`Secrets removed: ${removed}.`);
  }
  return `${sections.join('\n\n')}\n`;
}

function diagnosisSections(diagnosis: Diagnosis): string[] {
  const words = problemOf(diagnosis.problem)?.words;
  const sections = [
    `# ${line(diagnosis.title)} (${diagnosis.confidence})`,
    '## Why we think so',
    list([...diagnosis.reasons, `It would be wrong if: ${diagnosis.wrongIf}`].map(line)),
  ];
  if (words) {
    sections.push('## What happened', words.whatHappened, '## Likely cause', words.cause);
    sections.push(
      '## What to do',
      stepsOf(diagnosis, words.fix)
        .map((step, n) => `${n + 1}. ${step}`)
        .join('\n'),
    );
  }
  sections.push(`Who acts: ${ACTING[diagnosis.owner]}. ${retryWords(diagnosis)}`);
  if (diagnosis.decidedBy) {
    sections.push('## What decides', diagnosis.decidedBy.tells, fenced(diagnosis.decidedBy.curl, 'sh'));
  }
  if (words?.unsure) sections.push(`Not known for sure: ${words.unsure}`);
  if (words) sections.push(`Coveo: [${words.article.title}](${words.article.url})`);
  return sections;
}

function nothingSections(report: DiagnosisReport): string[] {
  const { nearest } = report;
  const { title, next } = nothingWords(report);
  const sections = [`# ${title}`, next];
  if (nearest.length > 0) {
    sections.push(
      'Nearest, by what they share with the text only:',
      list(nearest.map(({ problem, title, why }) => `${line(title)} (\`${problem}\`). ${line(why)}`)),
    );
  }
  return sections;
}

function problemOf(id: string): Problem | undefined {
  return PROBLEMS.find((problem) => problem.id === id);
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

/** Code between backticks, as many on both sides; else backticks that open none, and what could begin HTML or a link. */
const CODE_OR_MARK = /(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|[`<[\\]/g;

/** On one line and without HTML of its own, so that pasted words in it stay words; what is code stays as it is. */
function line(text: string): string {
  const single = text.replace(/\s+/g, ' ').trim();
  return single.replace(CODE_OR_MARK, (found, fence?: string) =>
    fence === undefined ? `\\${found}` : found,
  );
}

/** What to do, in order: what the request itself got wrong first. */
export function stepsOf(
  { firstStep }: Pick<Diagnosis, 'firstStep'>,
  fix: readonly string[],
): readonly string[] {
  return firstStep === null ? fix : [firstStep, ...fix];
}

/** Without the backticks that mark code. */
function plain(text: string): string {
  return text.replaceAll('`', '').replace(/\s+/g, ' ').trim();
}
