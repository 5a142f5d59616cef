import { expect, test } from 'vitest';
import { readStatus } from './status';

/** All statuses of a text, as numbers with the form that they were told by. */
function statusesOf(text: string): string[] {
  return [...text.matchAll(/(?<!\d)\d{3}(?!\d)/g)].flatMap(({ index }) => {
    const reading = readStatus(text, index);
    return reading === null ? [] : [`${reading.value} ${reading.form}`];
  });
}

test.each([
  ['HTTP/1.1 412 Precondition Failed', '412 line'],
  ['HTTP/2 403', '403 line'],
  ['"PUT /x HTTP/1.1" 413 95', '413 line'],
  ['HTTP 403', '403 keyword'],
  ['Status: 429', '429 keyword'],
  ['status code: 413', '413 keyword'],
  ['PUT status: 429', '429 keyword'],
  ['statusCode=503', '503 keyword'],
  ['"status_code": 504', '504 keyword'],
  [String.raw`{\"statusCode\":401}`, '401 keyword'],
  ['http.status=415', '415 keyword'],
  ["StatusCode: 401, ReasonPhrase: 'Unauthorized'", '401 keyword'],
  ['failed (404): {', '404 reason'],
  ['403 Forbidden', '403 reason'],
  ['The remote server returned an error: (413) Request Entity Too Large.', '413 reason'],
  ['indicates failure: 412 (Precondition Failed)', '412 reason'],
  ['Request failed with status code 403', '403 keyword'],
  ['429 Client Error: Too Many Requests for url', '429 reason'],
  ['<Response [429]>', '429 reason'],
  ['400 - INVALID_JSON', '400 reason'],
  ['ACCESS_DENIED (403)', '403 reason'],
  ['we keep getting 429s', '429 reason'],
  ['it answers with a 413 error', '413 reason'],
  ['returns 502 since yesterday', '502 reason'],
  ['l’API renvoie une erreur 401', '401 reason'],
  ['Wir bekommen einen 403-Fehler', '403 reason'],
  ['la API devuelve 404 desde ayer', '404 reason'],
  ['ステータスコード：413', '413 keyword'],
  ['202 Accepted', '202 reason'],
])('a status: %s', (text, status) => {
  expect(statusesOf(text)).toEqual([status]);
});

test.each([
  'Room 403 is free, 404 is not',
  'It costs 413 EUR, or 500 USD',
  'order number 429',
  'returned 500 items in 404 ms',
  'got 429 documents',
  'the 403 page book',
  'version 4.500.1',
  '10.0.0.1:443',
  'line 412, column 500',
  'pushed 200 of 500',
  'error 999 in the engine',
  'in 202 cases',
])('no status: %s', (text) => {
  expect(statusesOf(text)).toEqual([]);
});
