import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Acting, actingOn, type Trouble } from './acting-under-test';
import { probePath } from './probe-path';
import { freshProcess } from './process-store-under-test';
import { listSourceActions, placeOf } from './source-actions';

let clear = async () => {};
beforeEach(async () => {
  clear = await freshProcess();
});
afterEach(() => clear());

const FILES = '/files';

async function probed(acting: Acting) {
  const { detail } = await probePath(acting.wanted);
  return { text: detail.text, lines: detail.probe?.map(({ name, state }) => `${name}: ${state}`), detail };
}

describe('a probe', () => {
  it('proves host, clock, token, source and upload, pushes nothing, and keeps no signature', async () => {
    const acting = await actingOn('healthy');
    const { text, lines, detail } = await probed(acting);
    expect(lines).toEqual([
      'host: proved',
      'clock: proved',
      'token: proved',
      'source: proved',
      'upload: proved',
    ]);
    expect(text).toMatch(/^Host, token, clock, source and upload are proved/);
    expect(detail.answers.map(({ call, status }) => [call, status])).toEqual([
      ['push.files', 201],
      ['upload', 200],
    ]);
    expect(JSON.stringify(detail)).not.toMatch(/Signature|X-Amz/i);
    expect(acting.made('PUT', '/documents/batch')).toBe(0);
    expect(await listSourceActions(placeOf(acting.wanted))).toMatchObject([
      { kind: 'probe', who: 'Ann', open: false, detail: { text } },
    ]);
  });

  it.each<[Trouble, string[]]>([
    ['403', ['host: proved', 'clock: not known', 'token: failed', 'source: proved', 'upload: not tried']],
    ['504', ['host: proved', 'clock: not known', 'token: not known', 'source: proved', 'upload: not tried']],
    ['hang', ['host: failed', 'clock: not known', 'token: not known', 'source: proved', 'upload: not tried']],
  ])('that is answered %s says what that proves, and makes no second container', async (trouble, lines) => {
    const acting = await actingOn('healthy');
    acting.trouble('POST', FILES, trouble);
    expect((await probed(acting)).lines).toEqual(lines);
    expect(acting.made('POST', FILES)).toBe(1);
  });

  it('says so where this machine’s clock is off', async () => {
    const acting = await actingOn('healthy');
    await acting.advance(3_600_000);
    const { detail } = await probed(acting);
    expect(detail.probe?.find(({ name }) => name === 'clock')).toMatchObject({
      state: 'failed',
      text: 'The clock of this machine is 60 min behind Coveo’s. The customer’s clock is not looked at.',
    });
  });
});
