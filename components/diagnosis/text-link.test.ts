import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkTo, MAX_LINK, textInFragment } from './text-link';

const PAGE = 'https://pushscope.example.com/diagnose';

test('a text comes out of its link as it went in, and stands in the fragment only', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
      const link = await linkTo(PAGE, text);
      const url = link.state === 'made' ? new URL(link.url) : null;
      expect([url?.origin, url?.pathname, url?.search]).toEqual([
        'https://pushscope.example.com',
        '/diagnose',
        '',
      ]);
      expect(await textInFragment(url?.hash ?? '')).toEqual({ state: 'read', text: text });
    }),
  );
});

test('what repeats itself gets short', async () => {
  const link = await linkTo(
    PAGE,
    '{"message":"Access is denied.","errorCode":"ACCESS_DENIED"}\n'.repeat(500),
  );
  expect(link.state === 'made' && link.url.length < 600).toBe(true);
});

test('a link that would be too long is not made, and says how long it would be', async () => {
  const words = Array.from({ length: 4_000 }, (_, index) => (index * 7_919_393) % 99_991).join(' ');
  const link = await linkTo(PAGE, words);
  expect(link.state === 'too long' && link.length !== null && link.length > MAX_LINK).toBe(true);
  expect(await linkTo(PAGE, 'a'.repeat(400_001))).toEqual({ state: 'too long', length: null });
});

test.each<[string, string, Awaited<ReturnType<typeof textInFragment>>['state']]>([
  ['no fragment', '', 'none'],
  ['another fragment', '#facts', 'none'],
  ['nothing in it', '#d=', 'broken'],
  ['no base64url', '#d=a b', 'broken'],
  ['nothing that was deflated', '#d=____', 'broken'],
  ['far too much', `#d=${'A'.repeat(70_000)}`, 'broken'],
])('of a fragment with %s it says so', async (_, fragment, state) => {
  expect((await textInFragment(fragment)).state).toBe(state);
});

test('a link that was cut is broken', async () => {
  const link = await linkTo(
    PAGE,
    'HTTP/1.1 403 Forbidden, and something more that does not repeat itself at all',
  );
  const fragment = link.state === 'made' ? new URL(link.url).hash : '';
  expect(await textInFragment(fragment.slice(0, -9))).toEqual({ state: 'broken' });
});

test('what unfolds to far more than anybody pastes is not read', async () => {
  const zeros = new Blob([new Uint8Array(5_000_000)])
    .stream()
    .pipeThrough(new CompressionStream('deflate-raw'));
  const packed = Buffer.from(await new Response(zeros).arrayBuffer()).toString('base64url');
  expect(await textInFragment(`#d=${packed}`)).toEqual({ state: 'broken' });
});
