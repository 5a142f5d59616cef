import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { SourceAction } from '@/lib/health/act/source-action';
import { DoneWithoutSource } from './done-without-source';

const ACTION: SourceAction = {
  id: 'canary000001',
  kind: 'canary',
  at: '2026-11-22T16:00:30.000Z',
  who: 'Ann',
  issue: null,
  open: true,
  running: true,
  detail: {
    text: 'Coveo answered 202. Followed on its way into the index.',
    answers: [],
    canary: {
      uri: 'pushscope://canary/canary000001',
      orderingId: '1795363230000',
      secured: false,
      state: 'arriving',
      sentAt: '2026-11-22T16:00:30.000Z',
      push: null,
      stages: [],
      arrival: null,
      deletions: [],
      leaving: [],
      end: null,
      notes: [],
      asOf: '2026-11-22T16:00:40.000Z',
      unread: null,
    },
    probe: null,
  },
};

function shown(actions: readonly SourceAction[], waiting = false): string {
  const html = renderToStaticMarkup(<DoneWithoutSource actions={actions} waiting={waiting} failure={null} />);
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

it.each([
  ['cannot be read', false],
  ['is waited for', true],
])('a canary that is not gone stays in sight where the source %s', (_, waiting) => {
  expect(shown([ACTION], waiting)).toMatch(
    /^ Canary Not deleted yet\. Coveo answered 202\. Followed on its way into the index\. pushscope:\/\/canary\/canary000001 .*What was done/,
  );
});

it('one that is gone stands among what was done only, and nothing stands where nothing was done', () => {
  expect(shown([{ ...ACTION, open: false, running: false }])).toMatch(/^ What was done Canary · Ann/);
  expect(shown([])).toBe('');
  expect(shown([{ ...ACTION, open: false, running: false }], true)).toBe('');
});
