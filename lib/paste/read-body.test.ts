import { expect, test } from 'vitest';
import { type Reading, readingsOf } from './reading-under-test';

const cases: [what: string, text: string, readings: Reading[]][] = [
  [
    'a status and a body',
    `HTTP 403
{"message": "Access is denied", "errorCode": "ACCESS_DENIED"}`,
    [
      {
        kind: 'error body',
        status: 403,
        body: 'json: {"message": "Access is denied", "errorCode": "ACCESS_DENIED"}',
        codes: ['ACCESS_DENIED (field)'],
        messages: ['Access is denied'],
      },
    ],
  ],
  [
    'a body with a numeric code',
    '{"errorCode": 404, "message": "Page with name \'target-page\' does not exist"}',
    [
      {
        kind: 'error body',
        status: 404,
        body: 'json: {"errorCode": 404, "message": "Page with name \'target-page\' does not exist"}',
        codes: ['404 (field)'],
        messages: ["Page with name 'target-page' does not exist"],
      },
    ],
  ],
  [
    'a body in a Markdown fence, with its own status and request id',
    `We see this in the customer's job:

\`\`\`json
{
  "statusCode": 429,
  "errorCode": "TOO_MANY_REQUESTS",
  "message": "Too many requests",
  "requestID": "abc"
}
\`\`\``,
    [
      {
        kind: 'error body',
        status: 429,
        body: 'json: {\n  "statusCode": 429,\n  "errorCode": "TOO_MANY_REQUESTS",\n  "message": "Too many requests",\n  "requestID": "abc"\n}',
        codes: ['TOO_MANY_REQUESTS (field)'],
        messages: ['Too many requests'],
        ids: ['requestId abc'],
      },
    ],
  ],
  [
    'a body in German prose with smart quotes',
    'Kundin schreibt: „Wir bekommen den Fehler {“message”: “Access is denied”, “errorCode”: “ACCESS_DENIED”}“ mit Status 403 beim Pushen auf Coveo.',
    [
      {
        kind: 'error body',
        coveo: 'Coveo',
        status: 403,
        body: 'json: {“message”: “Access is denied”, “errorCode”: “ACCESS_DENIED”}',
        codes: ['ACCESS_DENIED (field)'],
        messages: ['Access is denied'],
      },
    ],
  ],
  [
    'a body whose status comes after it',
    `{"message":"Access is denied","errorCode":"ACCESS_DENIED"}
HTTP status: 403`,
    [
      {
        kind: 'error body',
        status: 403,
        body: 'json: {"message":"Access is denied","errorCode":"ACCESS_DENIED"}',
        codes: ['ACCESS_DENIED (field)'],
        messages: ['Access is denied'],
      },
    ],
  ],
  [
    'a body cut in front and behind',
    'errorCode":"INVALID_TOKEN","message":"Token is inva',
    [{ kind: 'error body', codes: ['INVALID_TOKEN (field)'], messages: ['Token is inva'] }],
  ],
  [
    'a body escaped for HTML',
    '&lt;pre&gt;{&quot;errorCode&quot;: &quot;INVALID_JSON&quot;, &quot;message&quot;: &quot;Invalid JSON.&quot;}&lt;/pre&gt;',
    [
      {
        kind: 'error body',
        body: 'json: {&quot;errorCode&quot;: &quot;INVALID_JSON&quot;, &quot;message&quot;: &quot;Invalid JSON.&quot;}',
        codes: ['INVALID_JSON (field)'],
        messages: ['Invalid JSON.'],
      },
    ],
  ],
  [
    'a body as Python prints it',
    "Push response: {'message': 'The provided token is invalid or expired.', 'errorCode': 'INVALID_TOKEN'}",
    [
      {
        kind: 'error body',
        body: "json: {'message': 'The provided token is invalid or expired.', 'errorCode': 'INVALID_TOKEN'}",
        codes: ['INVALID_TOKEN (field)'],
        messages: ['The provided token is invalid or expired.'],
      },
    ],
  ],
  [
    'a body escaped in JSON in prose',
    `Error: Push failed with {"response":{"statusCode":403,"body":"{\\"message\\":\\"Access is denied\\",\\"errorCode\\":\\"ACCESS_DENIED\\",\\"requestID\\":\\"q-1\\"}"}} in job 12`,
    [
      {
        kind: 'error body',
        status: 403,
        body: 'json: {\\"message\\":\\"Access is denied\\",\\"errorCode\\":\\"ACCESS_DENIED\\",\\"requestID\\":\\"q-1\\"}',
        codes: ['ACCESS_DENIED (field)'],
        messages: [
          'Push failed with {"response":{"statusCode":403,"body":"{"message":"Access is denied","errorCode":"ACCESS_DENIED","requestID":"q-1"}"}} in job 12',
          'Access is denied',
        ],
        ids: ['requestId q-1'],
      },
    ],
  ],
  [
    'lines of a JSON log, with errors at three depths of escaping, and nothing of its other lines',
    `{"level":"error","message":"push failed","response":{"status":412,"data":{"errorCode":"MISSING_PARAMETER","message":"Parameter 'fileId' is missing."}}}
{"level":"info","message":"ok"}
{"level":"error","message":"Push failed: {\\"errorCode\\":\\"INVALID_TOKEN\\",\\"message\\":\\"Token is invalid.\\"}"}
{"level":"error","msg":"{\\"err\\":\\"{\\\\\\"message\\\\\\":\\\\\\"Access is denied\\\\\\",\\\\\\"errorCode\\\\\\":\\\\\\"ACCESS_DENIED\\\\\\"}\\"}"}`,
    [
      {
        kind: 'error body',
        status: 412,
        body: 'json: {"level":"error","message":"push failed","response":{"status":412,"data":{"errorCode":"MISSING_PARAMETER","message":"Parameter \'fileId\' is missing."}}}',
        codes: ['MISSING_PARAMETER (field)'],
        messages: ['push failed', "Parameter 'fileId' is missing."],
      },
      {
        kind: 'error body',
        body: 'json: {"level":"error","message":"Push failed: {\\"errorCode\\":\\"INVALID_TOKEN\\",\\"message\\":\\"Token is invalid.\\"}"}',
        codes: ['INVALID_TOKEN (field)'],
        messages: [
          'Push failed: {"errorCode":"INVALID_TOKEN","message":"Token is invalid."}',
          'Token is invalid.',
        ],
      },
      {
        kind: 'error body',
        body: 'json: {"level":"error","msg":"{\\"err\\":\\"{\\\\\\"message\\\\\\":\\\\\\"Access is denied\\\\\\",\\\\\\"errorCode\\\\\\":\\\\\\"ACCESS_DENIED\\\\\\"}\\"}"}',
        codes: ['ACCESS_DENIED (field)'],
        messages: [
          '{"err":"{"message":"Access is denied","errorCode":"ACCESS_DENIED"}"}',
          'Access is denied',
        ],
      },
    ],
  ],
  [
    'several different errors of one log',
    `2026-03-01 10:00:00,123 INFO  [main] PushJob - starting
2026-03-01 10:00:01,123 ERROR [main] PushJob - PUT https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s1/documents?documentId=a://1 failed (404): {"errorCode":"ORGANIZATION_NOT_FOUND","message":"Organization 'acme' does not exist."}
2026-03-01 10:00:02,123 ERROR [main] PushJob - PUT https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s1/documents?documentId=a://2 failed (412): {"errorCode":"MISSING_PARAMETER","message":"Parameter 'documentBody' is missing."}
2026-03-01 10:00:03,123 ERROR [main] PushJob - PUT https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s1/documents?documentId=a://3 failed (403): {"message":"Forbidden"}`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a://1' },
        status: 404,
        body: 'json: {"errorCode":"ORGANIZATION_NOT_FOUND","message":"Organization \'acme\' does not exist."}',
        codes: ['ORGANIZATION_NOT_FOUND (field)'],
        messages: ["Organization 'acme' does not exist."],
        credentials: 'unknown',
        ids: ['region us', 'organization acme', 'source s1', 'item a://1'],
      },
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a://2' },
        status: 412,
        body: 'json: {"errorCode":"MISSING_PARAMETER","message":"Parameter \'documentBody\' is missing."}',
        codes: ['MISSING_PARAMETER (field)'],
        messages: ["Parameter 'documentBody' is missing."],
        credentials: 'unknown',
        ids: ['region us', 'organization acme', 'source s1', 'item a://2'],
      },
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a://3' },
        status: 403,
        body: 'json: {"message":"Forbidden"}',
        messages: ['Forbidden'],
        credentials: 'unknown',
        ids: ['region us', 'organization acme', 'source s1', 'item a://3'],
      },
    ],
  ],
  [
    'two codes as words of a log',
    `10:00 ERROR pusher: INVALID_TOKEN while pushing batch 1
10:05 ERROR pusher: OUT_OF_SEQUENCE_OPERATION for https://acme.com/1`,
    [
      { kind: 'prose', codes: ['INVALID_TOKEN (word)'] },
      { kind: 'prose', codes: ['OUT_OF_SEQUENCE_OPERATION (word)'] },
    ],
  ],
  [
    'a code and a status in a chat',
    'Hey team :wave: our push job gets `403` with *ACCESS_DENIED* since 429 minutes, org is `acme`, source w1zh6p45vh7s2uxzvg3s7kg85m-acme',
    [
      {
        kind: 'prose',
        coveo: 'w1zh6p45vh7s2uxzvg3s7kg85m-acme',
        status: 403,
        codes: ['ACCESS_DENIED (word)'],
        ids: ['source w1zh6p45vh7s2uxzvg3s7kg85m-acme', 'organization acme'],
      },
    ],
  ],
  [
    'a code and a status in French',
    "Bonjour, l'appel à l'API Push renvoie une erreur 401 : « INVALID_TOKEN ». Le jeton n'a pas changé depuis 403 jours.",
    [{ kind: 'prose', status: 401, codes: ['INVALID_TOKEN (word)'] }],
  ],
  [
    'a status in Japanese',
    'Coveoへのプッシュでエラーが発生します。ステータスコード：413、メッセージ：「Request Entity Too Large」',
    [{ kind: 'http exchange', coveo: 'Coveo', status: 413 }],
  ],
  [
    'a table of the documentation',
    `| Status | Error code | Meaning |
| 400 | INVALID_JSON | bad body |
| 401 | INVALID_TOKEN | bad token |`,
    [
      { kind: 'prose', status: 400, codes: ['INVALID_JSON (word)'] },
      { kind: 'prose', status: 401, codes: ['INVALID_TOKEN (word)'] },
    ],
  ],
  [
    'numbers that are no statuses',
    'Room 403 costs 413 EUR. Order number 429 was paused. Token of appreciation: 500 items sold.',
    [{ kind: 'prose' }],
  ],
  [
    'an HTML page of a gateway',
    `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>awselb/2.0</center>
</body>
</html>`,
    [
      {
        kind: 'HTML page',
        status: 502,
        body: 'html: <html>\n<head><title>502 Bad Gateway</title></head>\n<body>\n<center><h1>502 Bad Gateway</h1></center>\n<hr><center>awselb/2.0</center>\n</body>\n</html>',
        messages: ['502 Bad Gateway', '502 Bad Gateway'],
      },
    ],
  ],
  [
    'an error of Elasticsearch as foreign',
    '{"error":{"root_cause":[{"type":"security_exception","reason":"unable to authenticate"}],"type":"security_exception","reason":"x"},"status":401}',
    [
      {
        kind: 'error body',
        foreign: 'root_cause',
        status: 401,
        body: 'json: [{"type":"security_exception","reason":"unable to authenticate"}]',
        messages: ['unable to authenticate', 'x'],
      },
    ],
  ],
  [
    'an error of GitHub as foreign',
    '{"message":"Resource not accessible by integration","documentation_url":"https://docs.github.com/rest","status":"403"}',
    [
      {
        kind: 'error body',
        foreign: 'docs.github.com',
        status: 403,
        body: 'json: {"message":"Resource not accessible by integration","documentation_url":"https://docs.github.com/rest","status":"403"}',
        messages: ['Resource not accessible by integration'],
      },
    ],
  ],
  [
    'an error of DynamoDB as foreign',
    `HTTP/1.1 400 Bad Request
x-amzn-RequestId: ABC

{"__type":"com.amazonaws.dynamodb.v20120810#AccessDeniedException","message":"User is not authorized"}`,
    [
      {
        kind: 'http exchange',
        foreign: '__type',
        status: 400,
        headers: { 'x-amzn-requestid': 'ABC' },
        body: 'json: {"__type":"com.amazonaws.dynamodb.v20120810#AccessDeniedException","message":"User is not authorized"}',
        messages: ['User is not authorized'],
      },
    ],
  ],
  [
    'a code alone',
    'OUT_OF_SEQUENCE_OPERATION',
    [{ kind: 'prose', codes: ['OUT_OF_SEQUENCE_OPERATION (word)'] }],
  ],
  ['a status alone', '429', [{ kind: 'prose', status: 429 }]],
  ['prose that shows nothing', 'Thanks a lot, all is fine now!', [{ kind: 'prose' }]],
];

test.each(cases)('reads %s', (_what, text, readings) => {
  expect(readingsOf(text)).toEqual(readings);
});
