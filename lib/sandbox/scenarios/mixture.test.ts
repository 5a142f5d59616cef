import { expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';
import { count, where } from './observe-under-test';

const START = '2026-03-10T12:00:00.000Z';

it('one source shows what each of its scenarios shows', async () => {
  const { organization } = sandboxAt(START);
  const scenarios = ['refresh-left-open', 'missing-permissions', 'metadata-too-large', 'vanished-items'];
  const { rows, sources, call, id } = await organization({ scenarios, mixed: true, rows: 4_000 });
  expect(sources.length).toBe(1);
  const entries = await rows();
  const failed = where(entries, { result: 'REJECTED' });
  expect([...new Set(failed.map(({ task, meta }) => `${task} ${meta.errorCode}`))].sort()).toEqual([
    'CONSUMING MISSING_PERMISSIONS',
    'PROCESSING DOCUMENT_METADATA_TOO_LARGE',
  ]);
  const tasks = count(where(entries, { result: 'COMPLETED', operation: 'UPDATE' }), 'task');
  expect(Number(tasks.MAPPING)).toBeLessThan(Number(tasks.PROCESSING));
  const open = await call('POST', `/rest/organizations/${id}/activities/latest?perPage=2`, {
    body: { states: ['EXECUTING'] },
  });
  expect(Object(open.body).items.length).toBe(1);
});

it.each([
  ['two that say how runs are pushed', ['silent', 'two-jobs']],
  ['one of another size', ['busy', 'unknown-rejection']],
  ['one of another type', ['catalog']],
])('refuses to mix %s', async (_, scenarios) => {
  const { send } = sandboxAt(START);
  const body = { scenarios, mixed: true, rows: 2_000 };
  expect(await send('POST', '/sandbox/_control/organizations', { body })).toMatchObject({
    status: 400,
    body: { title: 'Not to be mixed' },
  });
});
