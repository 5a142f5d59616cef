import { expect, test } from 'vitest';
import { authorizationNames, observeCredential } from './credentials';

/** All Authorization headers of a text, with what their values show. */
const observeCredentials = (text: string) =>
  authorizationNames(text).flatMap((start) => observeCredential(text, start) ?? []);

const VARIABLE = ['$', '{token}'].join('');
const KEY = 'xx12345678-1234-1234-1234-123456789012';

test.each([
  [`Authorization: Bearer ${KEY}`, 'Bearer', 'api key'],
  [`authorization: ${KEY}`, null, 'api key'],
  ['Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc', 'Bearer', 'JWT'],
  ['Authorization: Bearer abcdef123456', 'Bearer', 'opaque'],
  ['Authorization: Basic dXNlcjpwYXNz', 'Basic', 'opaque'],
  ['Authorization: Bearer Bearer abc', 'Bearer', 'doubled Bearer'],
  ['Authorization: Bearer $COVEO_TOKEN', 'Bearer', 'unexpanded variable'],
  [`Authorization: Bearer ${VARIABLE}`, 'Bearer', 'unexpanded variable'],
  ['Authorization: Bearer %COVEO_TOKEN%', 'Bearer', 'unexpanded variable'],
  ['Authorization: Bearer {{token}}', 'Bearer', 'unexpanded variable'],
  ['Authorization: Bearer $env:COVEO_TOKEN', 'Bearer', 'unexpanded variable'],
  ['Authorization: Bearer <MyAccessToken>', 'Bearer', 'placeholder'],
  ['Authorization: Bearer YOUR_API_KEY', 'Bearer', 'placeholder'],
  ['Authorization: Bearer [your token]', 'Bearer', 'placeholder'],
  ['Authorization: Bearer <redacted>', 'Bearer', 'removed'],
  ['Authorization: Bearer ********', 'Bearer', 'removed'],
  ['Authorization: Bearer [REDACTED]', 'Bearer', 'removed'],
  ['Authorization: Bearer', 'Bearer', 'empty'],
  ['Authorization: Bearer null', 'Bearer', 'empty'],
  ['Authorization:\r\nHost: a', null, 'empty'],
  [`{"Authorization":"Bearer ${KEY}"}`, 'Bearer', 'api key'],
  [String.raw`{\"Authorization\":\"Bearer ${KEY}\"}`, 'Bearer', 'api key'],
  [`{"name": "Authorization", "value": "Bearer ${KEY}"}`, 'Bearer', 'api key'],
  [`@{ "Authorization" = "Bearer ${KEY}" }`, 'Bearer', 'api key'],
  [`-H 'Authorization: Bearer ${KEY}'`, 'Bearer', 'api key'],
  ["headers={'Authorization': 'Bearer ' + token}", 'Bearer', null],
  [`"Authorization": \`Bearer ${VARIABLE}\``, 'Bearer', null],
  ["{'Authorization': f'Bearer {token}'}", 'Bearer', null],
])('tells how the token of “%s” was sent', (text, scheme, shape) => {
  expect(observeCredentials(text).map(({ observed }) => observed)).toEqual([{ scheme, shape }]);
});

test.each(['The Authorization header is missing', 'Proxy-Authorization: Basic abc', 'no authorization'])(
  'sees no header in “%s”',
  (text) => {
    expect(observeCredentials(text)).toEqual([]);
  },
);

test('nothing of a token is kept', () => {
  expect(
    JSON.stringify(observeCredentials(`Authorization: Bearer ${KEY}\nAuthorization: Basic s3cr3t`)),
  ).not.toMatch(/xx1234|s3cr3t/);
});
