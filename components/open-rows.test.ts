import { expect, it } from 'vitest';
import { openRowsText, readOpenRows } from './open-rows';

it('stands in the address, and is read from it; what makes no sense opens nothing', () => {
  expect(openRowsText({ of: 'run', counter: 'rejected' })).toBe('run.rejected');
  expect(['run.rejected', 'window.pushed', 'run.items', 'all.pushed', 'run', null].map(readOpenRows)).toEqual(
    [{ of: 'run', counter: 'rejected' }, { of: 'window', counter: 'pushed' }, null, null, null, null],
  );
});
