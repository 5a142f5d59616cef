import { expect, test } from 'vitest';
import { CALLS } from './calls-under-test';
import { answer, clientUnderTest, TOKEN, textAnswer } from './client-under-test';
import { REGIONS, type Region } from './hosts';

/** The only addresses that a token is ever sent to. */
const ALLOWED: Readonly<Record<Region, readonly string[]>> = {
  us: ['https://api.cloud.coveo.com', 'https://platform.cloud.coveo.com'],
  ca: ['https://api-ca.cloud.coveo.com', 'https://platform-ca.cloud.coveo.com'],
  eu: ['https://api-eu.cloud.coveo.com', 'https://platform-eu.cloud.coveo.com'],
  au: ['https://api-au.cloud.coveo.com', 'https://platform-au.cloud.coveo.com'],
  hipaa: ['https://apihipaa.cloud.coveo.com', 'https://platformhipaa.cloud.coveo.com'],
  sandbox: ['http://127.0.0.1:4100'],
};

const HOSTILE = [
  'acme',
  'evil.example/',
  '@evil.example',
  '//evil.example',
  '..%2f..',
  'a?b=c#d',
  'a\r\nHost: evil.example',
];
const CONTAINER = {
  fileId: 'f',
  uploadUri: 'https://bucket.s3.amazonaws.com/f?X-Amz-Signature=abc',
  requiredHeaders: { 'Content-Type': 'application/octet-stream' },
};

test.each(REGIONS)(
  'no call of %s sends its token elsewhere, whatever organization and source are called',
  async (region) => {
    for (const { make } of CALLS) {
      for (const name of HOSTILE) {
        const { client, made } = clientUnderTest([answer(200, {})], {
          region,
          organization: name,
          attempts: 1,
        });
        await make(client, { sourceId: name, container: CONTAINER }, {});
        for (const { url, headers } of made) {
          const carriesToken = JSON.stringify(headers).includes(TOKEN) || url.includes(TOKEN);
          if (carriesToken) expect(ALLOWED[region]).toContain(new URL(url).origin);
          else expect(url).toBe(CONTAINER.uploadUri);
        }
      }
    }
  },
);

test('no call follows a redirect, not even to another host of Coveo', async () => {
  for (const { make } of CALLS) {
    const elsewhere = textAnswer(307, null, { location: 'https://api-eu.cloud.coveo.com/' });
    const { client, made } = clientUnderTest([elsewhere], { attempts: 1 });
    const result = await make(client, { sourceId: 'a', container: CONTAINER }, {});
    expect([made.length, result.ok ? null : result.failure.message]).toEqual([
      1,
      'HTTP 307: a redirect, which is not followed.',
    ]);
  }
});
