import { expect, test } from 'vitest';
import { type Hosts, hostsOf, isRegion, REGIONS, type Region } from './hosts';

const SANDBOX = 'http://127.0.0.1:3000/sandbox';

test.each<[Region, Hosts]>([
  ['us', hosts('https://api.cloud.coveo.com', 'https://platform.cloud.coveo.com')],
  ['ca', hosts('https://api-ca.cloud.coveo.com', 'https://platform-ca.cloud.coveo.com')],
  ['eu', hosts('https://api-eu.cloud.coveo.com', 'https://platform-eu.cloud.coveo.com')],
  ['au', hosts('https://api-au.cloud.coveo.com', 'https://platform-au.cloud.coveo.com')],
  ['hipaa', hosts('https://apihipaa.cloud.coveo.com', 'https://platformhipaa.cloud.coveo.com')],
  ['sandbox', hosts(SANDBOX, SANDBOX)],
])('knows the hosts of %s', (region, expected) => {
  expect(hostsOf(region, SANDBOX)).toEqual(expected);
});

test('drops slashes at the end of the sandbox URL, which would double in every path', () => {
  expect(hostsOf('sandbox', `${SANDBOX}//`)).toEqual(hosts(SANDBOX, SANDBOX));
});

test('tells regions from other texts', () => {
  expect(REGIONS.every(isRegion)).toBe(true);
  expect(['', 'US', 'dev', 'constructor'].some(isRegion)).toBe(false);
});

function hosts(api: string, platform: string): Hosts {
  return { push: api, logs: api, platform };
}
