import { expect, test } from 'vitest';
import { type Reading, readingsOf } from './reading-under-test';

const cases: [what: string, text: string, readings: Reading[]][] = [
  [
    'the JavaScript push client',
    `Fetch Error: Response body:
{"message":"Token is invalid.","errorCode":"INVALID_TOKEN"}
    at handleError (/app/node_modules/@coveo/push-api-client/dist/errors/fetchError.js:12:11)`,
    [
      {
        kind: 'client message',
        coveo: '@coveo/push-api-client',
        body: 'json: {"message":"Token is invalid.","errorCode":"INVALID_TOKEN"}',
        codes: ['INVALID_TOKEN (field)'],
        messages: ['Token is invalid.'],
      },
    ],
  ],
  [
    'the JavaScript push client, throttled',
    `ThrottleError
    at async backOff (/srv/node_modules/exponential-backoff/dist/backoff.js:10:3)
    at async PushSource.addOrUpdateDocument (/srv/node_modules/@coveo/push-api-client/dist/source/push.js:1:2)`,
    [{ kind: 'client message', coveo: 'addOrUpdateDocument' }],
  ],
  [
    'the JavaScript platform client',
    `/app/node_modules/@coveo/platform-client/dist/cjs/handlers/ResponseHandlers.js:41
CoveoPlatformClientError:${' '}
    at Object.process (/app/node_modules/@coveo/platform-client/dist/cjs/handlers/ResponseHandlers.js:41:15) {
  detail: 'Token is invalid.',
  status: 401,
  title: 'INVALID_TOKEN',
  xRequestId: 'abc-77',
  errorCode: 'INVALID_TOKEN'
}`,
    [
      {
        kind: 'client message',
        coveo: '@coveo/platform-client',
        status: 401,
        codes: ['INVALID_TOKEN (field)', 'INVALID_TOKEN (field)'],
        messages: ['Token is invalid.'],
        ids: ['requestId abc-77'],
      },
    ],
  ],
  [
    'the Coveo CLI',
    ` ›   Error:${' '}
 ›
 ›   Status code: 412
 ›   Error code: SOURCE_DOES_NOT_EXIST
 ›   Message: The source 'abc' does not exist.
 ›   Request ID: 1a2b3c4d-0000-1111-2222-333344445555`,
    [
      {
        kind: 'http exchange',
        status: 412,
        codes: ['SOURCE_DOES_NOT_EXIST (field)'],
        messages: ["The source 'abc' does not exist."],
        ids: ['requestId 1a2b3c4d-0000-1111-2222-333344445555'],
      },
    ],
  ],
  [
    'axios',
    `AxiosError: Request failed with status code 403
    at settle (/app/node_modules/axios/lib/core/settle.js:19:12)
  config: {
    method: 'put',
    url: 'https://api.cloud.coveo.com/push/v1/organizations/acme/sources/abc/documents/batch?fileId=1',
    headers: { Authorization: 'Bearer xx12345678-1234-1234-1234-123456789012' }
  },
  response: {
    status: 403,
    statusText: 'Forbidden',
    headers: { 'x-request-id': 'rid-1' },
    data: { message: 'Access is denied', errorCode: 'ACCESS_DENIED' }
  }
}`,
    [
      {
        kind: 'error body',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents/batch',
        parameters: { fileId: '1' },
        status: 403,
        headers: { 'x-request-id': 'rid-1' },
        codes: ['ACCESS_DENIED (field)'],
        messages: ['Access is denied'],
        credentials: 'there, Bearer, api key',
        ids: ['region us', 'organization acme', 'source abc', 'fileId 1', 'requestId rid-1'],
      },
    ],
  ],
  [
    'a Response of fetch',
    `Response {
  status: 429,
  statusText: 'Too Many Requests',
  headers: Headers { 'retry-after': '30' },
  url: 'https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s/documents'
}`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        status: 429,
        headers: { 'retry-after': '30' },
        credentials: 'unknown',
        ids: ['region us', 'organization acme', 'source s'],
      },
    ],
  ],
  [
    'code in JavaScript with the answer as a comment',
    `await fetch("https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s/documents?documentId=x", {
  method: "PUT",
  headers: { "Authorization": \`Bearer \${token}\` },
  body: JSON.stringify(doc)
})
// -> 415 Unsupported Media Type`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'x' },
        status: 415,
        credentials: 'there, Bearer',
        ids: ['region us', 'organization acme', 'source s', 'item x'],
      },
    ],
  ],
  [
    'the Java push client',
    `PUT status: 412
PUT response: {"errorCode":"SOURCE_DOES_NOT_EXIST","message":"no"}
java.io.IOException
	at com.coveo.pushapiclient.PlatformClient.callApiWithRetries(PlatformClient.java:500)`,
    [
      {
        kind: 'client message',
        coveo: 'com.coveo.pushapiclient.PlatformClient.callApiWithRetries',
        status: 412,
        body: 'json: {"errorCode":"SOURCE_DOES_NOT_EXIST","message":"no"}',
        codes: ['SOURCE_DOES_NOT_EXIST (field)'],
        messages: ['no'],
      },
    ],
  ],
  [
    'the Java push client without JSON',
    `POST status: 429
POST response: THROTTLED_REQUEST`,
    [{ kind: 'http exchange', status: 429, codes: ['THROTTLED_REQUEST (word)'] }],
  ],
  [
    'requests of Python',
    `Traceback (most recent call last):
  File "push.py", line 12, in <module>
    r.raise_for_status()
requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: https://api.cloud.coveo.com/push/v1/organizations/acme/sources/abc/documents?documentId=file%3A%2F%2Fa`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'file://a' },
        status: 429,
        credentials: 'unknown',
        ids: ['region us', 'organization acme', 'source abc', 'item file://a'],
      },
    ],
  ],
  [
    'a console of Python',
    `>>> r = requests.put(url, headers={'Authorization': 'Bearer ' + token}, json=item)
>>> r
<Response [429]>
>>> r.text
'{"message":"Too many","errorCode":"TOO_MANY_REQUESTS"}'`,
    [
      {
        kind: 'error body',
        status: 429,
        body: 'json: {"message":"Too many","errorCode":"TOO_MANY_REQUESTS"}',
        codes: ['TOO_MANY_REQUESTS (field)'],
        messages: ['Too many'],
        credentials: 'there, Bearer',
      },
    ],
  ],
  [
    'the Python SDK of Coveo Labs',
    '2026-03-01 10:00:00 - CoveoPush - ERROR - 403 Forbidden: The access token is not granted enough privileges',
    [{ kind: 'client message', coveo: 'CoveoPush', status: 403 }],
  ],
  [
    'HttpClient of .NET',
    `System.Net.Http.HttpRequestException: Response status code does not indicate success: 412 (Precondition Failed).
   at System.Net.Http.HttpResponseMessage.EnsureSuccessStatusCode()
   at Coveo.Connectors.Utilities.PlatformSdk.Request.PushApi.SendAsync()`,
    [
      {
        kind: 'client message',
        coveo: 'Coveo.Connectors.Utilities.PlatformSdk.Request.PushApi.SendAsync',
        status: 412,
      },
    ],
  ],
  [
    'a response and a request of .NET',
    `StatusCode: 401, ReasonPhrase: 'Unauthorized', Version: 1.1, Content: System.Net.Http.HttpConnectionResponseContent, Headers:
{
  X-Request-ID: 7ac0d1b4-1111-2222-3333-444455556666
}
Method: PUT, RequestUri: 'https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s/documents/batch?fileId=x', Version: 1.1`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents/batch',
        parameters: { fileId: 'x' },
        status: 401,
        headers: { 'x-request-id': '7ac0d1b4-1111-2222-3333-444455556666' },
        credentials: 'unknown',
        ids: [
          'requestId 7ac0d1b4-1111-2222-3333-444455556666',
          'region us',
          'organization acme',
          'source s',
          'fileId x',
        ],
      },
    ],
  ],
  [
    "Coveo's SDK for .NET",
    `Coveo.Connectors.Utilities.PlatformSdk.CoveoPlatformException: {"errorCode":"INVALID_PARAMETER","message":"bad"} ---> System.Net.WebException: The remote server returned an error: (412) Precondition Failed.
   at System.Net.HttpWebRequest.GetResponse()`,
    [
      {
        kind: 'client message',
        coveo: 'Coveo.Connectors.Utilities.PlatformSdk.CoveoPlatformException',
        status: 412,
        body: 'json: {"errorCode":"INVALID_PARAMETER","message":"bad"}',
        codes: ['INVALID_PARAMETER (field)'],
        messages: ['bad'],
      },
    ],
  ],
  [
    '.NET without a connection',
    'The SSL connection could not be established, see inner exception. Authentication failed because the remote party has closed the transport stream.',
    [{ kind: 'prose', phrases: ['SSL connection'] }],
  ],
  [
    'Invoke-WebRequest',
    `Invoke-WebRequest : The remote server returned an error: (413) Request Entity Too Large.
At C:\\scripts\\push.ps1:42 char:13
+ $response = Invoke-WebRequest -Uri $uri -Method PUT -InFile $file`,
    [{ kind: 'prose', status: 413 }],
  ],
];

test.each<[what: string, text: string, reading: Reading]>([
  [
    'a code that a mail program cut behind an underscore',
    '> it says TOO_MANY_\n> REQUESTS for all items',
    { kind: 'prose', codes: ['TOO_MANY_REQUESTS (word)'] },
  ],
  [
    'a code that is cut within a word',
    'it says OUT_OF_SEQ=\r\nUENCE_OPERATION for all items',
    { kind: 'prose', codes: ['OUT_OF_SEQUENCE_OPERATION (word)'] },
  ],
  [
    'lines of capitals, which are no code',
    'ACCESS_DENIED\nTOO_\nMANY\nREQUESTS',
    { kind: 'prose', codes: ['ACCESS_DENIED (word)'] },
  ],
  [
    'a code that a message names where no field does',
    'Error: push failed with INVALID_TOKEN',
    { kind: 'prose', codes: ['INVALID_TOKEN (word)'], messages: ['push failed with INVALID_TOKEN'] },
  ],
  [
    'no code from a message beside a field for it',
    '{"message":"not ACCESS_DENIED","errorCode":"INVALID_TOKEN"}',
    {
      kind: 'error body',
      body: 'json: {"message":"not ACCESS_DENIED","errorCode":"INVALID_TOKEN"}',
      codes: ['INVALID_TOKEN (field)'],
      messages: ['not ACCESS_DENIED'],
    },
  ],
  [
    'an orderingId in a sentence',
    'delete older than with an orderingId of 2556144000000 (2051)',
    { kind: 'identifier', ids: ['orderingId 2556144000000'] },
  ],
  [
    'what a command was answered, behind an arrow',
    'curl -H "Accept: a" https://example.com/x -> 401 INVALID_TOKEN',
    {
      kind: 'http exchange',
      foreign: 'example.com',
      method: 'GET',
      url: 'foreign example.com /x',
      sent: ['accept', 'all'],
      status: 401,
      codes: ['INVALID_TOKEN (word)'],
      credentials: 'missing',
    },
  ],
  ['HTTP and its status in one word', 'HTTP429 again', { kind: 'http exchange', status: 429 }],
])('reads %s', (_what, text, reading) => {
  expect(readingsOf(text)).toEqual([reading]);
});

test.each(cases)('reads %s', (_what, text, readings) => {
  expect(readingsOf(text)).toEqual(readings);
});
