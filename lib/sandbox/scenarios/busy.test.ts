import { describe, expect, it } from 'vitest';
import { sandboxAt } from '../sandbox-under-test';

const START = '2026-03-10T12:00:00.000Z';
const DAY = 86_400_000;

async function busy(rows: number, settings: Record<string, unknown> = {}) {
  const sandbox = sandboxAt(START);
  const made = await sandbox.organization({ scenarios: ['busy'], rows, ...settings });
  const held = async () => {
    const { body } = await sandbox.send('GET', `/sandbox/_control/organizations/${made.id}`);
    return Object(body).rows;
  };
  return { ...sandbox, ...made, held };
}

describe('busy', () => {
  it.each([1_000, 12_346, 100_000, 400_000])('has %i rows, or up to three more', async (rows) => {
    const { held } = await busy(rows);
    const more = (await held()) - rows;
    expect([0, 1, 2, 3]).toContain(more);
  });

  it('has them all within the seven days of one window', async () => {
    const { call, id } = await busy(200_000);
    const span = new URLSearchParams({
      from: new Date(Date.parse(START) - 7 * DAY).toISOString(),
      to: START,
    });
    const { body } = await call('POST', `/logs/v1/organizations/${id}/facetsStats?${span}`, { body: {} });
    expect(Object(body).results).toEqual({ COMPLETED: 199_975, REJECTED: 27 });
  });

  it.each(['rich', 'renamed', 'bare'])(
    'rejects one item in a thousand, the same in each run: %s',
    async (dialect) => {
      const { rows } = await busy(120_000, { dialect });
      const rejected = await rows({}, { results: ['REJECTED'] });
      expect(rejected.length).toBe(27);
      expect(new Set(rejected.map(({ id, task }) => `${task} ${id}`))).toEqual(
        new Set(['PROCESSING https://stock.example.com/levels/999']),
      );
    },
  );

  it('goes on for ever without holding more', async () => {
    const { advance, held, rows } = await busy(100_000);
    advance(7 * DAY);
    const after = await held();
    expect(after).toBeGreaterThanOrEqual(100_000);
    expect(after).toBeLessThan(120_000);
    const newest = Date.parse((await rows())[0]?.datetime ?? '');
    expect(newest).toBeGreaterThan(Date.parse(START) + 6 * DAY);
  });

  it('leaves no room for another organization when it has three million, and is told so at once', async () => {
    const { send } = sandboxAt(START);
    const make = (body: Record<string, unknown>) => send('POST', '/sandbox/_control/organizations', { body });
    expect(await make({ scenarios: ['busy'], rows: 3_000_001 })).toMatchObject({ status: 400 });
    expect(await make({ scenarios: ['busy', 'busy'], rows: 1_600_000 })).toMatchObject({ status: 507 });
  });
});
