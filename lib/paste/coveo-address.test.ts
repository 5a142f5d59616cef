import { expect, test } from 'vitest';
import { isConsolePage, readAddress, readTarget } from './coveo-address';

test.each([
  ['https://api.cloud.coveo.com/push/v1/organizations/o/files', 'push', 'us'],
  ['https://api-eu.cloud.coveo.com/push/v1/organizations/o/files', 'push', 'eu'],
  ['https://api-ca.cloud.coveo.com/logs/v1/organizations/o', 'logs', 'ca'],
  ['https://apihipaa.cloud.coveo.com/push/v1/organizations/o/files', 'push', 'hipaa'],
  ['https://apihipaa-eu.cloud.coveo.com/push/v1/organizations/o/files', 'push', 'hipaa'],
  ['https://apistg-au.cloud.coveo.com/push/v1/organizations/o/files', 'push', 'au'],
  ['https://push.cloud.coveo.com/v1/organizations/o/sources/s/documents', 'push', 'us'],
  ['https://platform-au.cloud.coveo.com/rest/organizations/o', 'platform', 'au'],
  ['https://o.org.coveo.com/rest/search/v2', 'other Coveo', null],
  ['https://docs.coveo.com/en/95/', 'other Coveo', null],
  ['https://bucket.s3.us-east-1.amazonaws.com/x?X-Amz-Signature=1', 'upload', null],
  ['https://s3.amazonaws.com/bucket/x', 'upload', null],
  ['http://localhost:3000/sandbox/push/v1/organizations/o/files', 'push', 'sandbox'],
  ['http://10.0.0.7/sandbox/_control/organizations', 'sandbox', 'sandbox'],
  ['http://localhost:8080/api', 'foreign', null],
  ['https://dynamodb.us-east-1.amazonaws.com/', 'foreign', null],
  ['https://coveo.com.evil.example/push/v1', 'foreign', null],
  ['https://api.github.com/repos', 'foreign', null],
])('the service and region of %s', (address, service, region) => {
  const url = readAddress(address, 0);
  expect([url?.service, url?.region]).toEqual([service, region]);
});

test('an address is taken apart, ids decoded and signatures left out', () => {
  const text =
    'see "https://api-eu.cloud.coveo.com/push/v1/organizations/acme/sources/s-acme/documents?documentId=file%3A%2F%2Fa+b&Signature=x&orderingId=5#top".';
  expect(readAddress(text, 5)).toEqual({
    value: text.slice(5, -2),
    span: [5, text.length - 2],
    host: 'api-eu.cloud.coveo.com',
    service: 'push',
    region: 'eu',
    organization: 'acme',
    source: 's-acme',
    path: '/push/v1/organizations/{organization}/sources/{source}/documents',
    parameters: [
      { name: 'documentId', value: 'file://a b', span: [99, 115] },
      { name: 'orderingId', value: '5', span: [139, 140] },
    ],
  });
});

test.each([
  ['in a sentence', 'https://a.example/x.', 'https://a.example/x'],
  ['in brackets', 'https://a.example/x)', 'https://a.example/x'],
  ['with brackets', 'https://a.example/x(1)/y', 'https://a.example/x(1)/y'],
  ['before a quote of HTML', 'https://a.example/x&quot; y', 'https://a.example/x'],
  ['with slashes escaped', String.raw`https:\/\/a.example\/x\/y"`, String.raw`https:\/\/a.example\/x\/y`],
  ['with a placeholder', 'https://a.example/<MyOrg>/x y', 'https://a.example/<MyOrg>/x'],
  [
    'with what was removed',
    'https://a.example/?sig=<redacted>&b=1 y',
    'https://a.example/?sig=<redacted>&b=1',
  ],
])('an address ends where it should: %s', (_what, text, value) => {
  expect(readAddress(text, 0)?.value).toBe(value);
});

test('a path of a request gets its host from the header', () => {
  const url = readTarget('/push/v1/organizations/o/files HTTP/1.1', 0, 'API-CA.cloud.coveo.com:443');
  expect([url.host, url.service, url.region, url.value]).toEqual([
    'api-ca.cloud.coveo.com',
    'push',
    'ca',
    '/push/v1/organizations/o/files',
  ]);
});

test('a page of the console names the organization and the source behind the hash', () => {
  const page =
    'https://platform-eu.cloud.coveo.com/admin/#/acme/content/sources/edit/w1zh6p45vh7s2uxzvg3s7kg85m-acme';
  const url = readAddress(page, 0);
  expect([url?.organization, url?.source, url !== null && isConsolePage(url)]).toEqual([
    'acme',
    'w1zh6p45vh7s2uxzvg3s7kg85m-acme',
    true,
  ]);
});

test('what has no host is no address', () => {
  expect([readAddress('https:// x', 0), readAddress('http:', 0)]).toEqual([null, null]);
});
