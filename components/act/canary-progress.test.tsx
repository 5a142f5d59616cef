import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Canary, SourceAction } from '@/lib/health/act/source-action';
import { CanaryProgress } from './canary-progress';

const CANARY: Canary = {
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
};

function shown(unfollowed: string | null, over: Partial<SourceAction> = {}) {
  const detail = { text: 'Followed on its way into the index.', answers: [], canary: CANARY, probe: null };
  const action: SourceAction = {
    id: 'canary000001',
    kind: 'canary',
    at: CANARY.sentAt,
    who: 'Ann',
    issue: null,
    open: true,
    running: true,
    detail,
    ...over,
  };
  const html = renderToStaticMarkup(
    <CanaryProgress action={action} canary={CANARY} unfollowed={unfollowed} />,
  );
  return {
    text: html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' '),
    turns: html.includes('animate-spin'),
  };
}

it('a canary that no answer comes of says so, as of when it is shown, and turns no more', () => {
  const broken = shown('The connection to Pushscope broke. Check that it runs, and try again.');
  expect(broken.text).toMatch(
    /It cannot be followed at this moment, and what stands here is as of .*16:00:40.*\. The connection to Pushscope broke\..* It is asked again by itself\./,
  );
  expect([broken.turns, shown(null).turns]).toEqual([false, true]);
  expect(shown(null).text).not.toContain('cannot be followed');
});

it('nothing is said of it where the canary has gone: there is nothing left to follow', () => {
  expect(shown('The connection broke.', { open: false, running: false }).text).not.toContain('followed at');
});
