import { expect, test } from 'vitest';
import { programSpans } from './program-text';
import { readingsOf } from './reading-under-test';

const JAVASCRIPT = `const res = await fetch(url, {
  method: 'PUT',
});
if (res.status === 429) await wait();
if (!res.ok) {
  throw new Error('ACCESS_DENIED');
}`;

test.each<[what: string, text: string, begin: string]>([
  ['JavaScript', JAVASCRIPT, ''],
  [
    'a test of JavaScript',
    `it('retries', async () => {
  server.use(http.put(URL, () => {
    return HttpResponse.json({
      errorCode: 'TOO_MANY_REQUESTS',
    }, { status: 429 });
  }));
  const result = await push(item);
});`,
    '',
  ],
  [
    'Python',
    `import requests

def push(item):
    if answer.status_code == 401:
        raise Refused("INVALID_TOKEN")
    return answer.json()`,
    'def push',
  ],
  [
    'Java',
    `public class Push {
  void push() throws IOException {
    if (answer.statusCode() == 412) {
      throw new IllegalStateException("INVALID_PARAMETER");
    }
  }
}`,
    '    if (answer',
  ],
  [
    'C#',
    `using System;
namespace Acme {
  try {
    await client.PutAsync(url);
  } catch (Exception e) {
    throw new Refused("403 ACCESS_DENIED");
  }
}`,
    '',
  ],
])('program text is told, and shows no error: %s', (_what, text, begin) => {
  expect(programSpans(text)).toEqual([[text.indexOf(begin), text.length]]);
  expect(readingsOf(text)).toEqual([{ kind: 'prose' }]);
});

test('an error that is printed below a program is read', () => {
  expect(readingsOf(`${JAVASCRIPT}\n\nError: {"errorCode":"INVALID_TOKEN"}`)).toEqual([
    { kind: 'error body', body: 'json: {"errorCode":"INVALID_TOKEN"}', codes: ['INVALID_TOKEN (field)'] },
  ]);
});

test.each([
  `Traceback (most recent call last):
  File "/srv/push.py", line 12, in <module>
    raise Refused(message)
  File "/srv/push.py", line 7, in push
    return answer.json()
  File "/srv/push.py", line 3, in read
    raise HTTPError(message)`,
  `Error: Request failed with status code 429
    at createError (/srv/node_modules/axios/lib/createError.js:16:15)
    at settle (/srv/node_modules/axios/lib/settle.js:17:12)`,
  '{\n  "errorCode": "INVALID_TOKEN",\n  "message": "if (a) { return; }"\n}',
  'If it fails: for example with 429:\nwith the token:\ntry again:',
  'import job started\nreturn code 429\nclass of errors: 403',
])('no program: %j', (text) => {
  expect(programSpans(text)).toEqual([]);
});
