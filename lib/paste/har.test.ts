import { expect, test } from 'vitest';
import { readPaste } from './read-paste';

const KEY = 'xx0c0ffee0-1234-4abc-8def-0123456789ab';

/** A HAR of one entry whose body is in base64. */
const har = (body: string) =>
  JSON.stringify({
    log: {
      entries: [
        {
          request: { method: 'PUT', url: 'https://api.cloud.coveo.com/push/v1/organizations/acme/files' },
          response: {
            status: 401,
            headers: [],
            content: { mimeType: 'application/json', text: btoa(body), encoding: 'base64' },
          },
        },
      ],
    },
  });

test('a secret inside of a body in base64 stands in none of the facts', () => {
  const body = JSON.stringify({ errorCode: 'INVALID_TOKEN', message: `The token ${KEY} is not known.` });
  const paste = readPaste(har(body), { codes: ['INVALID_TOKEN'], phrases: [] }, { now: null });
  const [facts] = paste.exchanges;
  expect(facts?.codes.map(({ value }) => value)).toEqual(['INVALID_TOKEN']);
  expect(facts?.messages.map(({ value }) => value)).toEqual(['The token <redacted> is not known.']);
  expect(JSON.stringify(paste.exchanges)).not.toContain('0c0ffee0');
});
