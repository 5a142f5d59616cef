import { expect, test } from 'vitest';
import { NOT_COVERED } from './not-covered';
import { redact } from './redact';

/** For each sentence, in order, texts that show it to be true: they stay as they are. */
const STAY: readonly (readonly string[])[] = [
  ['Jane Doe', 'jane.doe@example.com', '"user":"jane.doe@example.com"'],
  ['{"documentId":"https://example.com/a","title":"Salaries","data":"everyone earns 5"}'],
  [
    'https://intranet.example.com/a 10.0.0.1',
    'w1zh6p45vh7s2uxzvg3s7kg85m-myorg',
    'X-Request-ID: f852c8h1-6428',
  ],
  ['the door opens with hunter2', '"note":"hunter2"'],
  ['password: correct horse battery staple'],
  [],
  [Buffer.from('password=hunter2hunter2').toString('base64')],
  ['ab5a4db0c0–0000–4000–8000–000000000001', 'ab5a4db0c0\u200b-0000-4000-8000-000000000001'],
  ['.a.example\tTRUE\t/\tTRUE\t1804000000\tsid\tiM4ouH9YLIP6abYk'],
  ['"password":"$API_TOKEN"', 'token=<token>'],
];

test('publishes nothing as not covered that is removed', () => {
  expect(STAY).toHaveLength(NOT_COVERED.length);
  expect(STAY.flat().map(redact)).toEqual(STAY.flat());
});

test('of a secret over several lines the first goes, and all of a private key', () => {
  expect(redact('{"password": "abc\ndef"}')).toBe('{"password": "<redacted>\ndef"}');
  expect(redact('-----BEGIN PRIVATE KEY-----\nabcd\nefgh\n-----END PRIVATE KEY-----')).not.toMatch(
    /abcd|efgh/,
  );
});

test('credentials of Basic authentication go although they are Base64', () => {
  expect(redact('sent Basic dXNlcjpwYXNzMQ==')).toBe('sent Basic <redacted>');
});
