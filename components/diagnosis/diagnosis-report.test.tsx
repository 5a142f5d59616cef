import { Tooltip } from 'radix-ui';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { DiagnosisReport as Report } from '@/lib/diagnosis/report';
import { DiagnosisReport } from './diagnosis-report';
import { exampleDiagnosis, exampleReport, spanOf } from './example-report';

function markupOf(report: Report): string {
  return renderToStaticMarkup(
    <Tooltip.Provider>
      <DiagnosisReport report={report} onPasteAnswer={() => {}} />
    </Tooltip.Provider>,
  );
}

function textOf(report: Report): string {
  return markupOf(report)
    .replace(/<[^>]*>/g, '\n')
    .replace(/&quot;/g, '"')
    .replace(/\n+/g, '\n');
}

/** The marked characters with the numbers of their diagnoses. */
function marksIn(report: Report): [string, string][] {
  return [...markupOf(report).matchAll(/<mark data-of="([^"]*)"[^>]*>([^<]*)<\/mark>/g)].map(
    ([, numbers = '', text = '']) => [numbers, text],
  );
}

describe('the report on a paste', () => {
  it('leads with the surest diagnosis: how sure and why, who acts, whether sending it again helps', () => {
    const text = textOf(exampleReport());
    const order = [
      'Access denied',
      'How sure',
      'Certain.',
      'ACCESS_DENIED',
      'Who must act',
      'Administrator',
      'Sending the same again does not help.',
      'What happened',
      'How to fix it',
      'Further diagnoses',
      'What was pasted, without secrets',
      'What was read',
    ];
    expect(order.map((part) => text.indexOf(part)).every((at) => at >= 0)).toBe(true);
    expect(order.map((part) => text.indexOf(part))).toEqual(
      [...order.map((part) => text.indexOf(part))].sort((a, b) => a - b),
    );
  });

  it('shows the request that decides where the text alone cannot tell, and takes its answer', () => {
    const text = textOf(exampleReport());
    expect(text).toContain('The text alone cannot tell: ask Coveo');
    expect(text).toContain('$COVEO_TOKEN');
    expect(text).toContain('Paste its answer here');
    expect(textOf(exampleReport({ diagnoses: [exampleDiagnosis({ decidedBy: null })] }))).not.toContain(
      'The text alone cannot tell',
    );
  });

  it('marks the very characters that decided, with the numbers of their diagnoses', () => {
    expect(marksIn(exampleReport())).toEqual([
      ['1 2', '403 Forbidden'],
      ['1', 'ACCESS_DENIED'],
    ]);
  });

  it('never renders the paste as HTML', () => {
    const text = '<img src=x onerror="alert(1)"> ACCESS_DENIED <script>alert(2)</script>';
    const span = spanOf(text, '<img src=x onerror="alert(1)">');
    const markup = markupOf(
      exampleReport({
        text,
        diagnoses: [exampleDiagnosis({ spans: [span], title: '<b>bold</b>', reasons: ['<i>why</i>'] })],
        facts: [{ name: 'message', value: '<script>alert(3)</script>', span }],
        notes: ['<u>note</u>'],
      }),
    );
    expect(markup).not.toMatch(/<(?:img|script|b|i|u)[ >]/);
    expect(marksIn(exampleReport({ text, diagnoses: [exampleDiagnosis({ spans: [span] })] }))).toEqual([
      ['1', '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;'],
    ]);
  });

  it('groups further diagnoses by exchange, and says where else the first was seen', () => {
    const { text } = exampleReport();
    const report = exampleReport({
      diagnoses: [
        exampleDiagnosis({ alsoIn: 2 }),
        exampleDiagnosis({ problem: 'too-many-requests', title: 'Too many requests', exchange: 1 }),
      ],
      parts: [
        { exchange: 0, kind: 'http exchange', span: [0, text.length] },
        { exchange: 1, kind: 'HTML page', span: [text.length, text.length] },
      ],
    });
    expect(textOf(report)).toContain('Exchange 1: PUT → 403; also in 2 more exchanges');
    expect(textOf(report)).toContain('Exchange 2: HTML page');
  });

  it('says plainly that nothing is recognised, names what is near and why, and no cause', () => {
    const text = textOf(
      exampleReport({
        diagnoses: [],
        nearest: [
          { problem: 'invalid-token', title: 'Token not recognised', why: 'It shares the status 401.' },
        ],
      }),
    );
    expect(text).toContain('No known problem is recognised');
    expect(text).toContain('It shares the status 401.');
    expect(text).not.toContain('Likely cause');
    expect(text).not.toContain('How to fix it');
  });

  it('says what was removed, and what redaction does not find', () => {
    const redactions = [
      { kind: 'api-key', count: 2 },
      { kind: 'signature', count: 1 },
      { kind: 'new-kind', count: 1 },
    ];
    const text = textOf(exampleReport({ redactions }));
    expect(text).toContain('2 API keys, 1 signature, 1 new-kind');
    expect(text).toContain('What is not found, and may still be in it');
    expect(textOf(exampleReport({ redactions: [] }))).toContain('No secret was found in it.');
  });

  it('leads to the page of the source that the text names, and says that a connection is needed', () => {
    const markup = markupOf(exampleReport());
    expect(markup).toContain('href="/o/eu/acme/s/abcdefghijklmnopqrstuvwxyz-acme"');
    expect(markup).toContain('Needs a connection to the organization');
  });
});
