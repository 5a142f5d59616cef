import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { SourceAction } from '@/lib/health/act/source-action';
import { CANARY_ACTION } from './canary-action-under-test';
import { DoneWithoutSource } from './done-without-source';

function shown(actions: readonly SourceAction[], waiting = false): string {
  const html = renderToStaticMarkup(<DoneWithoutSource actions={actions} waiting={waiting} failure={null} />);
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

it.each([
  ['cannot be read', false],
  ['is waited for', true],
])('a canary that is not gone stays in sight where the source %s', (_, waiting) => {
  expect(shown([CANARY_ACTION], waiting)).toMatch(
    /^ Canary Not deleted yet\. Followed on its way into the index\. pushscope:\/\/canary\/canary000001 .*What was done/,
  );
});

it('one that is gone stands among what was done only, and nothing stands where nothing was done', () => {
  expect(shown([{ ...CANARY_ACTION, open: false, running: false }])).toMatch(/^ What was done Canary · Ann/);
  expect(shown([])).toBe('');
  expect(shown([{ ...CANARY_ACTION, open: false, running: false }], true)).toBe('');
});
