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

test('zeros that are written as escapes are taken out', () => {
  expect(decode([...'HTTP 403'].map((letter) => `${letter}\\u0000`).join(''))).toBe('HTTP 403');
});

const ESC = '\u001b';
test.each([
  [`${ESC}[31mError code: ${ESC}[1;31mACCESS_DENIED${ESC}[0m${ESC}[2K`, 'Error code: ACCESS_DENIED'],
  [`${ESC}]0;title\u0007a${ESC}[?25l b`, 'a b'],
  [
    '\\u001b[31mred\\u001b[39m, \\x1b[1mbold\\x1b[22m, ^[[4mline^[[24m, ←[32mgreen←[0m',
    'red, bold, line, green',
  ],
  ['[31m»[39m   Status code: 403', '»   Status code: 403'],
])('codes of a terminal are left out of %j', (input, text) => {
  expect(decode(input)).toBe(text);
});

test.each(['errors[31m]', '[0m', 'rate(x[5m])', '["[1m"]', 'array[39]'])(
  '%j is no code of a terminal',
  (text) => {
    expect(decode(text)).toBe(text);
  },
);

test('lines that a mail program cut are joined, and its characters decoded', () => {
  const start = 'Unser Dienst bekommt seit gestern Abend nur noch diese Antwort: TOO_M';
  expect(decode(`${start}=\r\nANY_REQUESTS (429), x=3D1, f=C3=BCr alle\r\nEnde`)).toBe(
    `${start}ANY_REQUESTS (429), x=1, für alle\r\nEnde`,
  );
});

test.each(['a=\nb', 'abcd==\nx=3D1', `${'QUJD'.repeat(19)}=\nQUJD`])('%j was not cut', (text) => {
  expect(decode(text)).toBe(text);
});

test('bytes that are no text do not stop it', () => {
  expect(decode(new Uint8Array([0x41, 0xff, 0xfe, 0x80, 0x42]))).toBe('A\ufffd\ufffd\ufffdB');
});

test('a shadow has plain quotes, spaces, dashes and letters, each in its place', () => {
  const text = '“a” ‘b’ «c»\u00a0–\u3000ＨＴＴＰ：４０３\u2028é日';
  const shadow = shadowOf(text);
  expect([shadow, shadow.length]).toEqual(['"a" \'b\' "c" - HTTP:403\né日', text.length]);
});

test.each([
  [
    '{"message":"Parameter “documentId” is ‘bad’", “a”: 1}',
    '{"message":"Parameter “documentId” is ‘bad’", "a": 1}',
  ],
  [String.raw`{\"message\":\"a “b”\",“c”:1}`, String.raw`{\"message\":\"a “b”\","c":1}`],
  ["{'message': 'a ‘b’ and “c”', ‘d’: 1}", "{'message': 'a ‘b’ and “c”', 'd': 1}"],
  ['<Message>Request has “expired”</Message> “x”', '<Message>Request has “expired”</Message> "x"'],
  ['a;"b “c”; d";“e”', 'a;"b “c”; d";"e"'],
  ['-d \'{"a":"“b”"}\' “https://x”', '-d \'{"a":"“b”"}\' "https://x"'],
  ['{"errorCode”: “INVALID_TOKEN", "message”: “no"}', '{"errorCode": "INVALID_TOKEN", "message": "no"}'],
  ['it’s “so”, isn’t it', 'it\'s "so", isn\'t it'],
])('characters inside of a value stay in the shadow: %s', (text, shadow) => {
  expect(shadowOf(text)).toBe(shadow);
});

test('a text of plain characters is its own shadow', () => {
  expect(shadowOf(TEXT.replace('–', '-'))).toBe(TEXT.replace('–', '-'));
});
