import { expect, test } from 'vitest';
import { CARRIERS } from './carriers-under-test';
import { redact, redactSecrets } from './redact';
import { findSecrets } from './secrets';

const KEY = 'xx5a4db0c0-0000-4000-8000-000000000001';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.s3cr3t-_x';

const cases: [promise: string, text: string, redacted: string][] = [
  ['a bearer token of a header', 'Authorization: Bearer abc.def', 'Authorization: Bearer <redacted>'],
  [
    'a header in a cURL command, and nothing after its quote',
    `curl -H "Authorization: Bearer ${KEY}" https://api.cloud.coveo.com/push/v1`,
    'curl -H "Authorization: Bearer <redacted>" https://api.cloud.coveo.com/push/v1',
  ],
  ['credentials of any scheme', 'authorization: Basic dXNlcjpwYXNz', 'authorization: Basic <redacted>'],
  ['credentials of an unknown scheme', 'Authorization: Acme s3cr3t', 'Authorization: <redacted>'],
  ['credentials without a scheme', 'Authorization: s3cr3t', 'Authorization: <redacted>'],
  [
    'the parameters of a digest, to the end of the list',
    'Authorization: Digest username="x", response="6629"\nHost: a',
    'Authorization: Digest <redacted>\nHost: a',
  ],
  ['a header in JSON', '{"Authorization":"Bearer abc"}', '{"Authorization":"Bearer <redacted>"}'],
  [
    'a header in JSON inside a string, with its escapes',
    String.raw`"{\"Authorization\":\"Bearer ab\/c\u002Bd\",\"a\":1}"`,
    String.raw`"{\"Authorization\":\"Bearer <redacted>\",\"a\":1}"`,
  ],
  [
    'a header of a HAR file',
    '{"name":"Authorization","value":"Basic dXNlcg=="}',
    '{"name":"Authorization","value":"Basic <redacted>"}',
  ],
  [
    'a header in a list, as programs print it',
    "{ authorization: [ 'Bearer abc' ] }",
    "{ authorization: [ 'Bearer <redacted>' ] }",
  ],
  ['a bearer token on its own', `sent Bearer ${JWT}, refused`, 'sent Bearer <redacted>, refused'],
  ['an API key inside a word', `key=prod_${KEY}x`, 'key=prod_<redacted>x'],
  ['an API key of the general shape', 'ab12345678-ab12-cd34-ef56-abcdef123456', '<redacted>'],
  ['a JSON web token', `token ${JWT}.`, 'token <redacted>.'],
  [
    'what signs a presigned URL, and only that',
    'https://s3/x?X-Amz-Date=1&X-Amz-Credential=AK%2F1&X-Amz-Security-Token=t%2B&X-Amz-Expires=3600&X-Amz-Signature=ab',
    'https://s3/x?X-Amz-Date=1&X-Amz-Credential=<redacted>&X-Amz-Security-Token=<redacted>&X-Amz-Expires=3600&X-Amz-Signature=<redacted>',
  ],
  [
    'a signature of the second version',
    'https://s3/x?AWSAccessKeyId=AKIA&Signature=ab%2Bc%3D&Expires=1602727417',
    'https://s3/x?AWSAccessKeyId=<redacted>&Signature=<redacted>&Expires=1602727417',
  ],
  [
    'a presigned URL inside another URL',
    'to=https%3A%2F%2Fs3%3FX-Amz-Signature%3Dabcd%26Expires%3D5',
    'to=https%3A%2F%2Fs3%3FX-Amz-Signature%3D<redacted>%26Expires%3D5',
  ],
  [
    'a presigned URL in JSON with escaped ampersands',
    String.raw`a\u0026X-Amz-Signature=abcd\u0026X-Amz-Expires=3600`,
    String.raw`a\u0026X-Amz-Signature=<redacted>\u0026X-Amz-Expires=3600`,
  ],
  [
    'what an S3 error repeats of a signature',
    '<AWSAccessKeyId>AKIA</AWSAccessKeyId><SignatureProvided>ab=</SignatureProvided>',
    '<AWSAccessKeyId><redacted></AWSAccessKeyId><SignatureProvided><redacted></SignatureProvided>',
  ],
  [
    'a token in JSON, quotes in it included',
    String.raw`{"token": "ab\"cd", "n": 1}`,
    '{"token": "<redacted>", "n": 1}',
  ],
  [
    'the token that S3 repeats when it has expired',
    '<Code>ExpiredToken</Code><Token-0>IQoJb3JpZ2luX2Vj%2F</Token-0>',
    '<Code>ExpiredToken</Code><Token-0><redacted></Token-0>',
  ],
  ['a token in JSON that was cut', '{"access_token":"abc', '{"access_token":"<redacted>'],
  ['a password with spaces', '{"password": "a b c", "user": "u"}', '{"password": "<redacted>", "user": "u"}'],
  ['an API key in a query', '?api_key=abc&page=1', '?api_key=<redacted>&page=1'],
  ['an API key in a header', 'x-api-key: abc', 'x-api-key: <redacted>'],
  ['a secret in code', "const apiKey = 'abc';", "const apiKey = '<redacted>';"],
  ['an API key that was cut', 'Bearer is xx5a4db0c0-0000-4000', 'Bearer is <redacted>'],
  ['a JSON web token that was cut', 'eyJhbGciOiJIUzI1NiIsInR5...', '<redacted>...'],
  ['an AWS key id', 'id AKIAIOSFODNN7EXAMPLE, ASIAIOSFODNN7EXAMPLE', 'id <redacted>, <redacted>'],
  ['a secret access key', 'aws_secret_access_key = wJalr/XUtn+FE', 'aws_secret_access_key = <redacted>'],
  ...['IQoJ', 'FwoG', 'FQoD'].map((begins): [string, string, string] => [
    `a temporary security token of AWS without a name beside it (${begins}…)`,
    `"token" was ${begins}${'b3JpZ2luX2Vj%2F'.repeat(6)}==, and gone`,
    '"token" was <redacted>, and gone',
  ]),
  ['a security token header', 'x-amz-security-token: FwoGZ+/=', 'x-amz-security-token: <redacted>'],
  [
    'what signs a header of version 4, all of it',
    'Authorization: AWS4-HMAC-SHA256 Credential=AK/2020, SignedHeaders=host, Signature=ab\nHost: a',
    'Authorization: AWS4-HMAC-SHA256 <redacted>\nHost: a',
  ],
  ['cookies, but not their names', 'Cookie: sid=abc; theme=dark', 'Cookie: sid=<redacted>; theme=<redacted>'],
  [
    'a cookie that is set, but not its attributes',
    'Set-Cookie: sid=abc; Path=/; HttpOnly; Max-Age=60',
    'Set-Cookie: sid=<redacted>; Path=/; HttpOnly; Max-Age=60',
  ],
  [
    'cookies of a HAR, but not their names and paths',
    '"cookies":[{"name":"sid","value":"abc","path":"/"}]',
    '"cookies":[{"name":"sid","value":"<redacted>","path":"/"}]',
  ],
  ['cookies of cURL', "curl -b 'a=1; b=2' https://x", "curl -b 'a=<redacted>; b=<redacted>' https://x"],
  ['a password in a URL', 'https://user:p%40ss@host/path', 'https://user:<redacted>@host/path'],
  ['a token in a URL', 'https://ghp_0123456789abcdefgh@host/', 'https://<redacted>@host/'],
  [
    'a password of cURL',
    'curl -u user:pass --user "u:p w" x',
    'curl -u user:<redacted> --user "u:<redacted>" x',
  ],
  [
    'an account key of a connection string',
    'AccountName=a;AccountKey=ab+/==;EndpointSuffix=b',
    'AccountName=a;AccountKey=<redacted>;EndpointSuffix=b',
  ],
  [
    'a private key',
    '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----<redacted>-----END PRIVATE KEY-----',
  ],
  ['a value of YAML', 'password: hunter\nname: a', 'password: <redacted>\nname: a'],
  ['an environment variable', 'export DB_PASSWORD=ab&cd', 'export DB_PASSWORD=<redacted>'],
  [
    'a PowerShell hashtable',
    '@{ "Authorization" = "Bearer abc" }',
    '@{ "Authorization" = "Bearer <redacted>" }',
  ],
  [
    'a secure string of PowerShell',
    '-Token (ConvertTo-SecureString "Abcdef12345" -AsPlainText -Force)',
    '-Token (ConvertTo-SecureString "<redacted>" -AsPlainText -Force)',
  ],
  [
    'a header behind cmd carets',
    '-H ^"authorization: Bearer abc^" ^',
    '-H ^"authorization: Bearer <redacted>^" ^',
  ],
  [
    'a key in a constructor',
    `new PlatformClient("${KEY}", "org")`,
    'new PlatformClient("<redacted>", "org")',
  ],
  ['a value in smart quotes', '“token”: “abc”', '“token”: “<redacted>”'],
  ['a value behind a full-width colon', 'password：abc', 'password：<redacted>'],
  ['a header in HTML', '&quot;token&quot;:&quot;a&amp;b&quot;', '&quot;token&quot;:&quot;<redacted>&quot;'],
  [
    'a HAR header that gives its value first',
    '{"value":"Bearer","name":"x"},{"value":"s3cr3t","name":"X-Api-Key"}',
    '{"value":"Bearer","name":"x"},{"value":"<redacted>","name":"X-Api-Key"}',
  ],
];

test.each(cases)('removes %s', (_promise, text, redacted) => {
  expect(redact(text)).toBe(redacted);
});

test.each([
  ['{"errorCode": "INVALID_TOKEN", "message": "Token is invalid."}'],
  ['{"message":"The provided token is invalid or expired.","errorCode":"INVALID_TOKEN"}'],
  ['Unexpected token \'d\', "da"... is not valid JSON'],
  ["Unexpected token: '}' at position 17"],
  ['Authorization: Bearer <MyAccessToken>'],
  ['-H "Authorization: Bearer $COVEO_TOKEN"'],
  ['Bearer authentication is required'],
  ['{"fileId":"b5e8767e-8f0d-4a89-9095-1127915c89c7","requestId":"f852c8h1-6428-484b-8339-0da88b2cf718"}'],
  ['documentId=file%3A%2F%2Fb5e8767e-8f0d-4a89-9095-1127915c89c7'],
  ['w1zh6p45vh7s2uxzvg3s7kg85m-mycoveocloudorganizationg8tp8wu3'],
  [
    '<Error><Code>AccessDenied</Code><Message>Request has expired</Message><X-Amz-Expires>3600</X-Amz-Expires>',
  ],
  ['https://s3/x?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-SignedHeaders=host&X-Amz-Expires=3600'],
  ['orderingId 19457712023373612345 > 1506700606240'],
  ['Unexpected token = in JSON at position 4'],
  ['INVALID_TOKEN: The token is not valid.'],
  ['token: expired'],
  ['Authorization: Bearer <token>\n> Host: a\n<html>'],
  ['Replace <password> by yours, then call <https://example.com>.'],
  ['Cookie: \n{"errorCode": "INVALID_TOKEN", "errorDescription1": "Token is invalid."}'],
  ['"INVALID_TOKEN", "a longer text with 1 digit"'],
  ['password: must not be blank'],
  ['authorization: required'],
  ['Vary: Authorization\nHost: a'],
  ['Access-Control-Allow-Headers: Authorization, Content-Type'],
  ['["Authorization","Content-Type","X-Requested-With"]'],
  ['WWW-Authenticate: Bearer realm="coveo", error_description="expired"'],
  ['"password": null, "token": true, "secret": {"a": 1}'],
  ['$headers = @{ Authorization = "Bearer $token" }'],
  ['-H "x-api-key: {{token}}" -H "Authorization: Bearer %COVEO_TOKEN%" -H "Authorization: Bearer ***"'],
  ['export COVEO_TOKEN=YOUR_API_KEY'],
  ['token=$(cat token.txt)'],
  ['https://user:$PASSWORD@host/ https://host:443/@a https://user@host/'],
  ['curl -u admin https://x; sort -u a; docker run -u 1000:1000 a; curl -b cookies.txt https://x'],
  ['"token_type":"bearer","expires_in":3600,"credentials":"include"'],
  ['System.Security.Authentication.AuthenticationException: Authentication failed because …'],
  ['<Code>SignatureDoesNotMatch</Code><StringToSign>AWS4-HMAC-SHA256</StringToSign>'],
  ...CARRIERS.map((text) => [text]),
])('leaves alone %s', (text) => {
  expect(redact(text)).toBe(text);
  expect(findSecrets(text)).toEqual([]);
});

test('says where each secret stands and of what kind it is, once and in order', () => {
  const text = `Authorization: Bearer ${KEY}\n${JWT}\n?Signature=abc&token=def`;
  expect(findSecrets(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['api-key', KEY],
    ['jwt', JWT],
    ['signature', 'abc'],
    ['credential', 'def'],
  ]);
});

test('says how many secrets of which kind it removed, by the name of the kind', () => {
  const text = `Authorization: Bearer ${KEY}\n${JWT} ${KEY}\nCookie: a=b\nhttps://u:p@h`;
  expect(redactSecrets(text)).toEqual({
    text: 'Authorization: Bearer <redacted>\n<redacted> <redacted>\nCookie: a=<redacted>\nhttps://u:<redacted>@h',
    redactions: [
      { kind: 'api-key', count: 2 },
      { kind: 'cookie', count: 1 },
      { kind: 'jwt', count: 1 },
      { kind: 'password', count: 1 },
    ],
  });
  expect(redactSecrets('nothing')).toEqual({ text: 'nothing', redactions: [] });
});

// Quadratic work on two million characters would run into the test's time limit.
test.each([
  ...[
    '\\',
    'eyJ',
    'Authorization: ',
    'Bearer ))',
    'token=',
    '"token":"',
    '%25',
    'password ',
    'xx',
    '%5C',
    '&amp;',
  ],
  ...[
    '-b ',
    '-u "',
    '://u:',
    'Cookie: a=*;',
    '"cookies":[{"',
    '-----BEGIN PRIVATE KEY-----',
    'token=*;',
    '%253A%252F%252F',
  ],
  ...[
    '"name":"token",',
    'Set-Cookie: a=b;',
    'Authorization: Digest a="',
    '<token>',
    '“token”：',
    '"password":"***",',
  ],
])('stays linear in long runs of %s', (unit) => {
  expect(redact(unit.repeat(2_000_000 / unit.length)).length).toBeGreaterThan(0);
});
