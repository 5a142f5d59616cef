import { expect, test } from 'vitest';
import { type Reading, readingsOf } from './reading-under-test';

const cases: [what: string, text: string, readings: Reading[]][] = [
  [
    'two commands with their answers',
    `$ curl -i -X POST https://api.cloud.coveo.com/push/v1/organizations/acme/files -H "Authorization: Bearer $TOKEN"
HTTP/2 201
content-type: application/json

{"uploadUri":"https://coveo-nprod.s3.amazonaws.com/x?X-Amz-Signature=abc","fileId":"b5e8767e-8f0d-4a89-9095-1127915c89c7","requiredHeaders":{"x-amz-server-side-encryption":"AES256"}}
$ curl -i -X PUT "https://coveo-nprod.s3.amazonaws.com/x?X-Amz-Signature=abc" --data-binary @batch.json
HTTP/1.1 403 Forbidden
Content-Type: application/xml

<Error><Code>SignatureDoesNotMatch</Code><Message>nope</Message></Error>`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'POST',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/files',
        sent: ['authorization', 'all'],
        status: 201,
        headers: { 'content-type': 'application/json' },
        body: 'json: {"uploadUri":"https://coveo-nprod.s3.amazonaws.com/x?X-Amz-Signature=<redacted>","fileId":"b5e8767e-8f0d-4a89-9095-1127915c89c7","requiredHeaders":{"x-amz-server-side-encryption":"AES256"}}',
        credentials: 'there, Bearer',
        ids: ['region us', 'organization acme', 'fileId b5e8767e-8f0d-4a89-9095-1127915c89c7'],
      },
      {
        kind: 'http exchange',
        method: 'PUT',
        url: 'upload coveo-nprod.s3.amazonaws.com /x',
        sent: ['all'],
        sentBody: '@batch.json',
        status: 403,
        headers: { 'content-type': 'application/xml' },
        body: 'xml: <Error><Code>SignatureDoesNotMatch</Code><Message>nope</Message></Error>',
        codes: ['SignatureDoesNotMatch (field)'],
        messages: ['nope'],
        s3: { code: 'SignatureDoesNotMatch', expires: null, lateMs: null },
        credentials: 'missing',
      },
    ],
  ],
  [
    'a command for bash, whose body is no answer, and whose single quotes keep the variable',
    `curl -X PUT \\
  'https://api.cloud.coveo.com/push/v1/organizations/acme/sources/w1zh6p45vh7s2uxzvg3s7kg85m-other/documents/batch?fileId=b5e8767e-8f0d-4a89-9095-1127915c89c7' \\
  -H 'Authorization: Bearer $TOKEN' \\
  -H 'Content-Type: application/json' \\
  -d '{"errorCode":"NOT_AN_ERROR","message":"x"}'

{"message": "Access is denied", "errorCode": "ACCESS_DENIED"}`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents/batch',
        parameters: { fileId: 'b5e8767e-8f0d-4a89-9095-1127915c89c7' },
        sent: ['authorization', 'content-type', 'all'],
        sentBody: '{"errorCode":"NOT_AN_ERROR","message":"x"}',
        body: 'json: {"message": "Access is denied", "errorCode": "ACCESS_DENIED"}',
        codes: ['ACCESS_DENIED (field)'],
        messages: ['Access is denied'],
        credentials: 'there, Bearer, unexpanded variable',
        ids: [
          'region us',
          'organization acme',
          'source w1zh6p45vh7s2uxzvg3s7kg85m-other',
          'fileId b5e8767e-8f0d-4a89-9095-1127915c89c7',
        ],
        mismatches: ['source of another organization'],
      },
    ],
  ],
  [
    'a command for cmd, with carets',
    `C:\\Users\\me>curl.exe -X PUT "https://api.cloud.coveo.com/push/v1/organizations/acme/sources/src/documents?documentId=gmail:1^&orderingId=1763776800" ^
  -H "Authorization: Bearer %COVEO_TOKEN%" ^
  -d @item.json
{"errorCode":"INVALID_TOKEN","message":"Token is invalid."}`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'gmail:1', orderingId: '1763776800' },
        sent: ['authorization', 'all'],
        sentBody: '@item.json',
        body: 'json: {"errorCode":"INVALID_TOKEN","message":"Token is invalid."}',
        codes: ['INVALID_TOKEN (field)'],
        messages: ['Token is invalid.'],
        credentials: 'there, Bearer',
        ids: ['region us', 'organization acme', 'source src', 'item gmail:1', 'orderingId 1763776800'],
      },
    ],
  ],
  [
    'a command of PowerShell with the print of its error',
    `PS C:\\> Invoke-RestMethod -Method Put -Uri "https://api-au.cloud.coveo.com/push/v1/organizations/acme/sources/src-1/documents?documentId=a" -Headers @{ "Authorization" = "Bearer xx12345678-1234-1234-1234-123456789012"; "Content-Type" = "text/plain" } -Body $body
Invoke-RestMethod : {"errorCode":"UNSUPPORTED_MEDIA_TYPE","message":"Media type is not supported."}
At line:1 char:1
+ Invoke-RestMethod -Method Put -Uri "https://api-au.cloud ...
    + CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [Invoke-RestMethod], WebException`,
    [
      {
        kind: 'http exchange',
        coveo: 'api-au.cloud.coveo.com',
        method: 'PUT',
        url: 'push api-au.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a' },
        sent: ['authorization', 'content-type', 'all'],
        sentBody: '$body',
        body: 'json: {"errorCode":"UNSUPPORTED_MEDIA_TYPE","message":"Media type is not supported."}',
        codes: ['UNSUPPORTED_MEDIA_TYPE (field)'],
        messages: ['Media type is not supported.'],
        credentials: 'there, Bearer, api key',
        ids: ['region au', 'organization acme', 'source src-1', 'item a'],
      },
    ],
  ],
  [
    'a command alone, to the sandbox, for the shell to fill in',
    'curl -sS -X DELETE "http://127.0.0.1:3000/sandbox/push/v1/organizations/sandbox-demo/sources/abc/documents/olderthan?orderingId=638700000000000000" -H "Authorization: Bearer $KEY"',
    [
      {
        kind: 'cURL command',
        coveo: '127.0.0.1',
        method: 'DELETE',
        url: 'push 127.0.0.1 /push/v1/organizations/{organization}/sources/{source}/documents/olderthan',
        parameters: { orderingId: '638700000000000000' },
        sent: ['authorization', 'all'],
        credentials: 'there, Bearer',
        ids: ['region sandbox', 'organization sandbox-demo', 'source abc', 'orderingId 638700000000000000'],
      },
    ],
  ],
];

test.each(cases)('reads %s', (_what, text, readings) => {
  expect(readingsOf(text)).toEqual(readings);
});
