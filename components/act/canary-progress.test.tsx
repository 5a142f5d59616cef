import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { SourceAction } from '@/lib/health/act/source-action';
import { CANARY, CANARY_ACTION } from './canary-action-under-test';
import { CanaryProgress } from './canary-progress';

function shown(unfollowed: string | null, over: Partial<SourceAction> = {}) {
  const action: SourceAction = { ...CANARY_ACTION, ...over };
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
