import { expect, test } from 'vitest';
import { readBody } from './read-body';

/** A request whose body gives these chunks one at a time and counts them; `ended` waits for the body's end. */
function requestUnderTest(chunks: readonly string[], ending: 'ends' | 'hangs' | 'breaks', headers = {}) {
  let taken = 0;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[taken];
        if (chunk !== undefined) {
          taken += 1;
          controller.enqueue(new TextEncoder().encode(chunk));
        } else if (ending === 'ends') {
          controller.close();
          end();
        } else if (ending === 'breaks') controller.error(new Error('ECONNRESET'));
        else return new Promise<void>(() => {});
        return undefined;
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', body, headers, duplex: 'half' };
  return { request: new Request('http://127.0.0.1/api/diagnose', init), taken: () => taken, ended };
}

const PATIENT = new AbortController().signal;
const bytes = (text: string) => new TextEncoder().encode(text);

test('a body is read as it is, up to its limit', async () => {
  const { request } = requestUnderTest(['four', '\u00e9', '!'], 'ends');
  expect(await readBody(request, 7, PATIENT)).toEqual({ ok: true, bytes: bytes('four\u00e9!') });
});

test('no body is an empty one', async () => {
  const request = new Request('http://127.0.0.1/api/diagnose', { method: 'POST' });
  expect(await readBody(request, 7, PATIENT)).toEqual({ ok: true, bytes: new Uint8Array() });
});

test('a length beyond the limit is refused without reading', async () => {
  const { request, taken } = requestUnderTest(['12345678'], 'ends', { 'content-length': '8' });
  expect(await readBody(request, 7, PATIENT)).toEqual({ ok: false, why: 'too large' });
  expect(taken()).toBe(0);
});

test('a body beyond the limit is refused at the piece that goes beyond, whatever its length says', async () => {
  for (const headers of [{}, { 'content-length': '3' }]) {
    const { request } = requestUnderTest(['1234', '5678', '9'], 'hangs', headers);
    expect(await readBody(request, 7, PATIENT)).toEqual({ ok: false, why: 'too large' });
  }
});

test('what comes after a refusal is let pass, so that the next request on the connection is heard', async () => {
  const { request, taken, ended } = requestUnderTest(['1234', '5678', '9', '0'], 'ends');
  expect(await readBody(request, 7, PATIENT)).toEqual({ ok: false, why: 'too large' });
  await ended;
  expect(taken()).toBe(4);
});

test('a body that does not come in time is too slow', async () => {
  const patience = new AbortController();
  const { request } = requestUnderTest(['12'], 'hangs');
  const reading = readBody(request, 7, patience.signal);
  patience.abort();
  expect(await reading).toEqual({ ok: false, why: 'too slow' });
  expect(await readBody(requestUnderTest(['12'], 'ends').request, 7, patience.signal)).toEqual({
    ok: false,
    why: 'too slow',
  });
});

test('a body that breaks off is no body', async () => {
  const { request } = requestUnderTest(['12'], 'breaks');
  expect(await readBody(request, 7, PATIENT)).toEqual({ ok: false, why: 'broke off' });
});
