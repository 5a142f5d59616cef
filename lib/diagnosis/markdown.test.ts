import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '@/lib/problems/problems';
import { replyText, reportMarkdown } from './markdown';
import type { Diagnosis, DiagnosisReport } from './report';

const EMPTY: DiagnosisReport = {
  text: '',
  diagnoses: [],
  nearest: [],
  facts: [],
  redactions: [],
  parts: [],
  notes: [],
};

const OUT_OF_SEQUENCE: Diagnosis = {
  problem: 'out-of-sequence',
  title: 'Out of sequence',
  confidence: 'likely',
  reasons: ['The text holds `OUT_OF_SEQUENCE_OPERATION`, and <b>this</b>\nline.'],
  spans: [[0, 3]],
  owner: 'client',
  firstStep: null,
  retryable: true,
  retryAfter: 'at once, without an `orderingId`',
  exchange: 0,
  alsoIn: 0,
  wrongIf: 'the row is of another item.',
  decidedBy: { tells: 'Which operation came last.', curl: "curl 'https://x'" },
};

const words = PROBLEMS.find(({ id }) => id === 'out-of-sequence')?.words;

describe('the two-line reply', () => {
  it('says what it is, how sure that is, and the first step, in two lines', () => {
    const reply = replyText({ ...EMPTY, diagnoses: [OUT_OF_SEQUENCE] });
    expect(reply.split('\n')).toEqual([
      `Out of sequence (likely): ${words?.whatHappened.replaceAll('`', '')}`,
      `${words?.fix[0]?.replaceAll('`', '')} More: ${words?.article.url}`,
    ]);
  });

  it('claims nothing where nothing was recognised', () => {
    expect(replyText(EMPTY)).toBe(
      'No known problem is recognised.\nNothing in the text shows a problem that Pushscope knows, so it names no cause. The whole answer helps most: status line, headers and body, and the request without its Authorization header.',
    );
  });
});

it('says in the reply what the request itself got wrong, before anything else', () => {
  const firstStep = 'Send the word `Bearer` once.';
  const reply = replyText({ ...EMPTY, diagnoses: [{ ...OUT_OF_SEQUENCE, firstStep }] });
  expect(reply.split('\n')[1]).toBe(`Send the word Bearer once. More: ${words?.article.url}`);
});

describe('the report as Markdown', () => {
  it('has its sections in a fixed order, and pasted words in it stay words', () => {
    const markdown = reportMarkdown({
      ...EMPTY,
      text: 'the paste itself',
      diagnoses: [OUT_OF_SEQUENCE, { ...OUT_OF_SEQUENCE, confidence: 'possible', exchange: 4 }],
      facts: [{ name: 'item', value: 'https://a.b/`1`', span: [0, 1] }],
      notes: ['2 log rows: 1 not COMPLETED.'],
      redactions: [{ kind: 'api-key', count: 2 }],
    });
    expect(markdown).toBe(
      [
        '# Out of sequence (likely)',
        '## Why we think so',
        '- The text holds `OUT_OF_SEQUENCE_OPERATION`, and \\<b>this\\</b> line.\n- It would be wrong if: the row is of another item.',
        '## What happened',
        words?.whatHappened,
        '## Likely cause',
        words?.cause,
        '## What to do',
        words?.fix.map((step, n) => `${n + 1}. ${step}`).join('\n'),
        'Who acts: whoever runs the pushing client. Sending it again can help: at once, without an `orderingId`.',
        '## What decides',
        'Which operation came last.',
        "```sh\ncurl 'https://x'\n```",
        ...(words?.unsure ? [`Not known for sure: ${words.unsure}`] : []),
        `Coveo: [${words?.article.title}](${words?.article.url})`,
        '## Also seen',
        '- Out of sequence (possible, part 5): `out-of-sequence`',
        '## Read from the text',
        '- item: `` https://a.b/`1` ``',
        '## Notes',
        '- 2 log rows: 1 not COMPLETED.',
        'Secrets removed: 2 × api-key.\n',
      ].join('\n\n'),
    );
  });

  it.each([
    ['a `<b>` and <i>', 'a `<b>` and \\<i>'],
    ['a ` that opens no code, <b>', 'a \\` that opens no code, \\<b>'],
    ['``` and ` <b>', '\\`\\`\\` and \\` \\<b>'],
    ['`` <b> ` `` and <i>', '`` <b> ` `` and \\<i>'],
    ['a backslash: \\<b> and \\`<i>`', 'a backslash: \\\\\\<b> and \\\\`<i>`'],
    ['[x](javascript:y)', '\\[x](javascript:y)'],
  ])('lets no pasted backtick or backslash make HTML of what follows: %s', (note, written) => {
    expect(reportMarkdown({ ...EMPTY, notes: [note] })).toBe(
      `# No known problem is recognised\n\nNothing in the text shows a problem that Pushscope knows, so it names no cause. The whole answer helps most: status line, headers and body, and the request without its Authorization header.\n\n## Notes\n\n- ${written}\n`,
    );
  });

  it('names the nearest problems as nothing more than that', () => {
    expect(
      reportMarkdown({
        ...EMPTY,
        nearest: [{ problem: 'invalid-token', title: 'Invalid token', why: 'It shares the status 401.' }],
      }),
    ).toBe(
      '# No known problem is recognised\n\nNothing in the text shows a problem that Pushscope knows, so it names no cause. The whole answer helps most: status line, headers and body, and the request without its Authorization header.\n\nNearest, by what they share with the text only:\n\n- Invalid token (`invalid-token`). It shares the status 401.\n',
    );
  });
});
