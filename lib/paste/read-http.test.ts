import { expect, test } from 'vitest';
import { type Reading, readingsOf } from './reading-under-test';

const cases: [what: string, text: string, readings: Reading[]][] = [
  [
    'curl -v over HTTP/2, with its chatter, without an Authorization header',
    `*   Trying 52.1.2.3:443...
* Connected to api.cloud.coveo.com (52.1.2.3) port 443 (#0)
* [HTTP/2] [1] OPENED stream for https://api.cloud.coveo.com/push/v1/organizations/acme/sources/w1zh6p45vh7s2uxzvg3s7kg85m-acme/documents?documentId=https%3A%2F%2Facme.com%2F1
* [HTTP/2] [1] [:method: PUT]
* [HTTP/2] [1] [:path: /push/v1/organizations/acme/sources/w1zh6p45vh7s2uxzvg3s7kg85m-acme/documents?documentId=https%3A%2F%2Facme.com%2F1]
> PUT /push/v1/organizations/acme/sources/w1zh6p45vh7s2uxzvg3s7kg85m-acme/documents?documentId=https%3A%2F%2Facme.com%2F1 HTTP/2
> Host: api.cloud.coveo.com
> user-agent: curl/8.1.2
> content-type: application/json
>${' '}
} [24 bytes data]
< HTTP/2 401${' '}
< content-type: application/json
< x-request-id: abcd-1234
<${' '}
{ [72 bytes data]
100    96  100    72  100    24    310    103 --:--:-- --:--:-- --:--:--   413
* Connection #0 to host api.cloud.coveo.com left intact
{"message":"Unauthorized","errorCode":"UNAUTHORIZED"}`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'https://acme.com/1' },
        sent: ['host', 'user-agent', 'content-type', 'all'],
        status: 401,
        headers: { 'content-type': 'application/json', 'x-request-id': 'abcd-1234' },
        body: 'json: {"message":"Unauthorized","errorCode":"UNAUTHORIZED"}',
        codes: ['UNAUTHORIZED (field)'],
        messages: ['Unauthorized'],
        credentials: 'missing',
        ids: [
          'region us',
          'organization acme',
          'source w1zh6p45vh7s2uxzvg3s7kg85m-acme',
          'item https://acme.com/1',
          'requestId abcd-1234',
        ],
      },
    ],
  ],
  [
    'curl -v through a proxy, with 100 Continue before the answer',
    `> CONNECT api-eu.cloud.coveo.com:443 HTTP/1.1
> Host: api-eu.cloud.coveo.com:443
>
< HTTP/1.1 200 Connection established
<
* Proxy replied 200 to CONNECT request
> POST /push/v1/organizations/acme/sources/abc/status?statusType=REBUILDING HTTP/1.1
> Host: api-eu.cloud.coveo.com
> Authorization: Bearer $COVEO_TOKEN
> Expect: 100-continue
>
< HTTP/1.1 100 Continue
<
< HTTP/1.1 412 Precondition Failed
< Content-Type: application/json; charset=utf-8
<
{"errorCode":"INVALID_PARAMETER","message":"bad statusType"}`,
    [
      {
        kind: 'http exchange',
        coveo: 'api-eu.cloud.coveo.com',
        method: 'POST',
        url: 'push api-eu.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/status',
        parameters: { statusType: 'REBUILDING' },
        sent: ['host', 'authorization', 'expect', 'all'],
        status: 412,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: 'json: {"errorCode":"INVALID_PARAMETER","message":"bad statusType"}',
        codes: ['INVALID_PARAMETER (field)'],
        messages: ['bad statusType'],
        credentials: 'there, Bearer, unexpanded variable',
        ids: ['region eu', 'organization acme', 'source abc'],
      },
    ],
  ],
  [
    'curl -v with times before the lines',
    `10:00:00.123456 > PUT /push/v1/organizations/acme/sources/s/documents?documentId=a HTTP/1.1
10:00:00.123457 > Host: api-ca.cloud.coveo.com
10:00:00.123458 >
10:00:00.223456 < HTTP/1.1 500 Internal Server Error
10:00:00.223457 < Content-Length: 10
10:00:00.223458 <
{"message":"x","errorCode":"INTERNAL_SERVER_ERROR"}`,
    [
      {
        kind: 'http exchange',
        coveo: 'api-ca.cloud.coveo.com',
        method: 'PUT',
        url: 'push api-ca.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a' },
        sent: ['host', 'all'],
        status: 500,
        headers: { 'content-length': '10' },
        body: 'json: {"message":"x","errorCode":"INTERNAL_SERVER_ERROR"}',
        codes: ['INTERNAL_SERVER_ERROR (field)'],
        messages: ['x'],
        credentials: 'missing',
        ids: ['region ca', 'organization acme', 'source s', 'item a'],
      },
    ],
  ],
  [
    'curl --trace-ascii',
    `=> Send header, 200 bytes (0xc8)
0000: PUT /push/v1/organizations/acme/sources/s/documents?documentId=a HTTP/1.1
0040: Host: apihipaa.cloud.coveo.com
0080:${' '}
<= Recv header, 24 bytes (0x18)
0000: HTTP/1.1 403 Forbidden`,
    [
      {
        kind: 'http exchange',
        coveo: 'apihipaa.cloud.coveo.com',
        method: 'PUT',
        url: 'push apihipaa.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a' },
        sent: ['host', 'all'],
        status: 403,
        credentials: 'missing',
        ids: ['region hipaa', 'organization acme', 'source s', 'item a'],
      },
    ],
  ],
  [
    'a transcript that a mail quotes again',
    `> > PUT /push/v1/organizations/acme/sources/s/documents?documentId=a HTTP/1.1
> > Host: api.cloud.coveo.com
> > Authorization: Bearer xx12345678-1234-1234-1234-123456789012
> >
> < HTTP/1.1 412 Precondition Failed
> < X-Request-ID: rid
> <
> {
>   "errorCode": "MISSING_PARAMETER",
>   "message": "Parameter 'documentId' is missing."
> }`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a' },
        sent: ['host', 'authorization', 'all'],
        status: 412,
        headers: { 'x-request-id': 'rid' },
        body: 'json: {\n>   "errorCode": "MISSING_PARAMETER",\n>   "message": "Parameter \'documentId\' is missing."\n> }',
        codes: ['MISSING_PARAMETER (field)'],
        messages: ["Parameter 'documentId' is missing."],
        credentials: 'there, Bearer, api key',
        ids: ['region us', 'organization acme', 'source s', 'item a', 'requestId rid'],
      },
    ],
  ],
  [
    'an answer of the firewall in a French mail',
    `Bonjour, voici l'erreur que nous recevons depuis hier :

> HTTP/1.1 403 Forbidden
> Date: Tue, 03 Mar 2026 10:00:00 GMT
> x-coveo-waf-action: block
> Content-Type: text/html
>
> <html><head><title>403 Forbidden</title></head><body><h1>Request blocked for security reasons</h1></body></html>

Merci !`,
    [
      {
        kind: 'http exchange',
        coveo: 'x-coveo-waf-action',
        status: 403,
        headers: {
          date: 'Tue, 03 Mar 2026 10:00:00 GMT',
          'x-coveo-waf-action': 'block',
          'content-type': 'text/html',
        },
        body: 'html: <html><head><title>403 Forbidden</title></head><body><h1>Request blocked for security reasons</h1></body></html>',
        messages: ['403 Forbidden', 'Request blocked for security reasons'],
        phrases: ['blocked by the firewall'],
      },
    ],
  ],
  [
    'a request and an answer as they go over the wire, whose body is no answer',
    `PUT /push/v1/organizations/acme/sources/s/documents?documentId=a HTTP/1.1
Host: api.cloud.coveo.com
Authorization: Bearer <MyAccessToken>
Content-Type: application/json

{
  "title": "x",
  "data": "y",
  "code": "BODY_CODE"
}

HTTP/1.1 401 Unauthorized
Content-Type: application/json

{
  "errorCode": "INVALID_TOKEN",
  "message": "Token is invalid."
}`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a' },
        sent: ['host', 'authorization', 'content-type', 'all'],
        sentBody: '{\n  "title": "x",\n  "data": "y",\n  "code": "BODY_CODE"\n}',
        status: 401,
        headers: { 'content-type': 'application/json' },
        body: 'json: {\n  "errorCode": "INVALID_TOKEN",\n  "message": "Token is invalid."\n}',
        codes: ['INVALID_TOKEN (field)'],
        messages: ['Token is invalid.'],
        payload: 'item +1 -0',
        credentials: 'there, Bearer, placeholder',
        ids: ['region us', 'organization acme', 'source s', 'item a'],
      },
    ],
  ],
  [
    'a success of a delete older than',
    `DELETE https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s/documents/olderthan?orderingId=1763776800&queueDelay=0
202 Accepted`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'DELETE',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents/olderthan',
        parameters: { orderingId: '1763776800', queueDelay: '0' },
        status: 202,
        credentials: 'unknown',
        ids: ['region us', 'organization acme', 'source s', 'orderingId 1763776800'],
      },
    ],
  ],
  [
    'a line of an access log',
    '10.0.0.1 - - [01/Mar/2026:10:00:00 +0000] "PUT /push/v1/organizations/acme/sources/s/documents?documentId=a HTTP/1.1" 413 95 "-" "CoveoSDKJava/2.8.0"',
    [
      {
        kind: 'http exchange',
        coveo: '/push/v1/organizations/{organization}/sources/{source}/documents',
        method: 'PUT',
        url: 'push  /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a' },
        status: 413,
        credentials: 'unknown',
        ids: ['organization acme', 'source s', 'item a'],
      },
    ],
  ],
  [
    'the gateway, which gives no code',
    `HTTP/2 403
date: Tue, 03 Mar 2026 10:00:00 GMT
x-amzn-errortype: ForbiddenException

{"message":"Forbidden"}`,
    [
      {
        kind: 'http exchange',
        status: 403,
        headers: { date: 'Tue, 03 Mar 2026 10:00:00 GMT', 'x-amzn-errortype': 'ForbiddenException' },
        body: 'json: {"message":"Forbidden"}',
        messages: ['Forbidden'],
      },
    ],
  ],
  [
    'a console page of another region than the call',
    `Console: https://platform-eu.cloud.coveo.com/admin/#/acme/content/sources/
PUT https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s/documents?documentId=a -> 404
{"errorCode":"ORGANIZATION_NOT_FOUND","message":"Organization 'acme' does not exist."}`,
    [
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a' },
        status: 404,
        body: 'json: {"errorCode":"ORGANIZATION_NOT_FOUND","message":"Organization \'acme\' does not exist."}',
        codes: ['ORGANIZATION_NOT_FOUND (field)'],
        messages: ["Organization 'acme' does not exist."],
        credentials: 'unknown',
        ids: [
          'console page https://platform-eu.cloud.coveo.com/admin/#/acme/content/sources/',
          'region eu',
          'region us',
          'organization acme',
          'source s',
          'item a',
        ],
        mismatches: ['host of another region'],
      },
    ],
  ],
];

test.each(cases)('reads %s', (_what, text, readings) => {
  expect(readingsOf(text)).toEqual(readings);
});
