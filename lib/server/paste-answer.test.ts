import { expect, test } from 'vitest';
import { diagnose } from '@/lib/diagnosis/diagnose';
import { reportMarkdown } from '@/lib/diagnosis/markdown';
import { answerPaste } from './paste-answer';
import type { PasteFormat } from './paste-format';

const NOW = '2026-11-22T12:00:00Z';
const TEXT = 'HTTP/1.1 415 Unsupported Media Type\n\n{"errorCode":"UNSUPPORTED_MEDIA_TYPE"}\n';
const utf8 = (text: string) => new TextEncoder().encode(text);

function answer(bytes: Uint8Array<ArrayBuffer>, format: PasteFormat, as: 'json' | 'markdown' = 'json') {
  const written = answerPaste({ bytes, format, answer: as, now: NOW });
  return written === null ? null : new TextDecoder().decode(written);
}

test('a text and the same text in JSON are answered with the same report', () => {
  const report = JSON.stringify(diagnose(TEXT, { now: NOW }));
  expect(answer(utf8(TEXT), { kind: 'text', charset: null })).toBe(report);
  expect(answer(utf8(TEXT), { kind: 'text', charset: 'UTF-8' })).toBe(report);
  expect(answer(utf8(JSON.stringify({ text: TEXT, more: 1 })), { kind: 'json' })).toBe(report);
});

test('a charset is respected, and UTF-16 is known by its mark too', () => {
  const latin = Uint8Array.from(Buffer.from('caf\u00e9 au lait', 'latin1'));
  const wide = Uint8Array.from(Buffer.from('caf\u00e9 au lait', 'utf16le'));
  const marked = Uint8Array.from([0xff, 0xfe, ...wide]);
  const bigEndian = Uint8Array.from([0xfe, 0xff, ...Buffer.from(wide).swap16()]);
  const report = JSON.stringify(diagnose('caf\u00e9 au lait', { now: NOW }));
  expect([
    answer(latin, { kind: 'text', charset: 'iso-8859-1' }),
    answer(wide, { kind: 'text', charset: 'utf-16le' }),
    answer(marked, { kind: 'text', charset: 'utf-16' }),
    answer(bigEndian, { kind: 'text', charset: 'utf-16' }),
    answer(marked, { kind: 'text', charset: null }),
  ]).toEqual([report, report, report, report, report]);
});

test.each(['', '{"text":"cut o', '[]', 'null', '"text"', '{}', '{"text":null}', '{"text":["a"]}'])(
  'the JSON %j holds no text',
  (json) => {
    expect(answer(utf8(json), { kind: 'json' })).toBeNull();
  },
);

test('the report can be had as Markdown', () => {
  expect(answer(utf8(TEXT), { kind: 'text', charset: null }, 'markdown')).toBe(
    reportMarkdown(diagnose(TEXT, { now: NOW })),
  );
});
