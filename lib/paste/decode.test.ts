import { expect, test } from 'vitest';
import { decode } from './decode';
import { shadowOf } from './shadow';

const TEXT = 'HTTP 403 – Zugriff verweigert\r\n{"errorCode":"ACCESS_DENIED"}';

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  return bytes;
}

test.each<[string, string | Uint8Array]>([
  ['a string', TEXT],
  ['a string with a byte order mark', `\ufeff${TEXT}`],
  ['UTF-8', new TextEncoder().encode(TEXT)],
  ['UTF-8 with a byte order mark', new TextEncoder().encode(`\ufeff${TEXT}`)],
  ['UTF-16LE', utf16(TEXT, true)],
  ['UTF-16LE with a byte order mark', utf16(`\ufeff${TEXT}`, true)],
  ['UTF-16BE', utf16(TEXT, false)],
  ['UTF-16BE with a byte order mark', utf16(`\ufeff${TEXT}`, false)],
])('decodes %s', (_what, input) => {
  expect(decode(input)).toBe(TEXT);
});

test('zeros between the letters of a string are taken out', () => {
  expect(decode(`\u00ff\u00fe${[...'HTTP 403'].map((letter) => `${letter}\0`).join('')}`)).toBe('HTTP 403');
});

test('bytes that are no text do not stop it', () => {
  expect(decode(new Uint8Array([0x41, 0xff, 0xfe, 0x80, 0x42]))).toBe('A\ufffd\ufffd\ufffdB');
});

test('a shadow has plain quotes, spaces, dashes and letters, each in its place', () => {
  const text = '“a” ‘b’ «c»\u00a0–\u3000ＨＴＴＰ：４０３\u2028é日';
  const shadow = shadowOf(text);
  expect([shadow, shadow.length]).toEqual(['"a" \'b\' "c" - HTTP:403\né日', text.length]);
});

test('a text of plain characters is its own shadow', () => {
  expect(shadowOf(TEXT.replace('–', '-'))).toBe(TEXT.replace('–', '-'));
});
