import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BEGINNING } from '@/lib/scan/sandbox-under-test';
import { beginAction } from '@/lib/store/source-actions';
import { type Acting, actingOn, type Trouble } from './acting-under-test';
import { probePath } from './probe-path';
import { freshProcess } from './process-store-under-test';
import { keptDetail, listSourceActions, placeOf } from './source-actions';
import { processStore } from './store';

let clear = async () => {};
beforeEach(async () => {
  clear = await freshProcess();
});
afterEach(() => clear());

const FILES = '/files';

async function probed(acting: Acting) {
  const outcome = await probePath(acting.wanted);
  if (outcome.state !== 'done') throw new Error(outcome.detail);
  const { detail } = outcome.action;
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
    expect(await listSourceActions(placeOf(acting.wanted), BEGINNING)).toMatchObject([
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
    const { lines: told, detail } = await probed(acting);
    expect(told).toEqual(lines);
    expect(detail.probe?.find(({ name }) => name === 'clock')?.text).toBe(
      trouble === 'hang' ? 'No answer came.' : 'Coveo’s answer had no Date.',
    );
    for (const { text } of detail.probe ?? []) expect(text).toMatch(/\.$/);
    expect(acting.made('POST', FILES)).toBe(1);
  });

  it('of a source that Coveo does not know, or does not tell of, sends nothing and writes nothing down', async () => {
    const acting = await actingOn('healthy');
    const wanted = { ...acting.wanted, sourceId: 'no-such-source' };
    expect(await probePath(wanted)).toEqual({
      state: 'not sent',
      status: 404,
      detail: expect.stringMatching(
        /^Nothing was sent\. Coveo knows no source no-such-source: it answered 404 for sources\.get\. Coveo’s request id: \S+\.$/,
      ),
    });
    expect(await listSourceActions(placeOf(wanted), BEGINNING)).toEqual([]);
    acting.trouble('GET', acting.sourceId, '403');
    expect(await probePath(acting.wanted)).toEqual({
      state: 'not sent',
      status: 502,
      detail: expect.stringMatching(/^Nothing was sent: the source must be known first\. \S/),
    });
    expect(await listSourceActions(placeOf(acting.wanted), BEGINNING)).toEqual([]);
    expect(acting.made('POST', FILES)).toBe(0);
  });

  it('is written down before its container is made, and is made by one at a time', async () => {
    const acting = await actingOn('healthy');
    const { access } = acting.wanted;
    const place = placeOf(acting.wanted);
    const seen: unknown[] = [];
    const client: typeof acting.client = {
      ...acting.client,
      fetch: async (url, init) => {
        if (init.method === 'POST' && new URL(url).pathname.endsWith(FILES)) {
          seen.push(await listSourceActions(place, BEGINNING), await probePath(acting.wanted));
        }
        return acting.client.fetch(url, init);
      },
    };
    const outcome = await probePath({ ...acting.wanted, access: { ...access, client } });
    if (outcome.state !== 'done') throw new Error(outcome.detail);
    const text = 'The way is being probed: no answer yet.';
    expect(seen).toEqual([
      [{ ...outcome.action, open: true, detail: { text, answers: [], canary: null, probe: null } }],
      {
        state: 'not sent',
        status: 409,
        detail: 'Nothing was sent: somebody is probing the way to this source at this moment.',
      },
    ]);
    expect(await listSourceActions(place, BEGINNING)).toEqual([outcome.action]);
    expect([outcome.action.open, acting.made('POST', FILES)]).toEqual([false, 1]);
  });

  it('that a process left open which was killed is ended, and said', async () => {
    const acting = await actingOn('healthy');
    const place = placeOf(acting.wanted);
    await beginAction(await processStore(), {
      ...place,
      id: 'aaaaaaaaaaaa',
      kind: 'probe',
      at: '2026-11-22T15:00:00.000Z',
      who: 'Bob',
      issue: null,
      open: true,
      holder: 'another process',
      until: Number.MAX_SAFE_INTEGER,
      detail: keptDetail({ text: 'Begun.', answers: [], canary: null, probe: null }),
      owed: null,
    });
    expect(await probePath(acting.wanted)).toMatchObject({ state: 'done' });
    const actions = await listSourceActions(place, BEGINNING);
    expect(actions.find(({ who }) => who === 'Bob')).toMatchObject({
      open: false,
      detail: { text: 'Pushscope was stopped while the way was probed: what was answered is not known.' },
    });
    expect(actions).toHaveLength(2);
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
