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
  ['batch refused: 429 {"errorCode":"TOO_MANY_REQUESTS"}', '429 reason'],
  ['401 {"message":"x"}', '401 reason'],
  ["403 {'Date': 'Wed, 04 Mar 2026 09:00:00 GMT'}", '403 reason'],
  ['resp 429, body={"errorCode":"A_B"}', '429 reason'],
  ['[412] <?xml version="1.0"?>', '412 reason'],
  ['  412 | 96 ms', '412 reason'],
  ['413 · 1.2 s', '413 reason'],
  ["ClientResponseError: 503, message='Service Unavailable'", '503 reason'],
  ["ResponseError('too many 500 error responses')", '500 reason'],
  ['Seit 14 Uhr kommt nur noch 429', '429 reason'],
  ['429 mit errorCode TOO_MANY_DOCUMENTS_DAILY', '429 reason'],
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
  'if (res.status === 429) await sleep(1000)',
  'status_code != 403',
  '[ "$status" -eq 401 ]',
  'if response.status_code in (429, 503)',
  '[429, 503].includes(status)',
  'case 404:',
  'item 404 {"name": "x"}',
  'row 412 | 96 items',
])('no status: %s', (text) => {
  expect(statusesOf(text)).toEqual([]);
});
