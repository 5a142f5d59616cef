import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pushItem } from '@/lib/coveo/push';
import { BEGINNING } from '@/lib/scan/sandbox-under-test';
import { readIssue } from '@/lib/store/read-issues';
import { beginAction } from '@/lib/store/source-actions';
import { type Acting, actingOn, failingStore, type Trouble, withIssue } from './acting-under-test';
import { freshProcess } from './process-store-under-test';
import { processWide } from './process-wide';
import { readActions } from './read-actions';
import { reportIssue } from './read-issue';
import { setIdle } from './set-idle';
import { keptDetail, listSourceActions, placeOf, type WantedAction } from './source-actions';
import { processStore } from './store';

let clear = async () => {};
beforeEach(async () => {
  clear = await freshProcess();
});
afterEach(() => clear());

const NAME = 'Dealer manuals';
const LOGS = '/logs/v1/organizations/under-test';
const UNREAD_ACTIVITIES = ['POST', '/activities/latest', '403'] as const;

const idle = ({ wanted }: Acting, over: { confirm?: string; despitePush?: boolean } = {}) =>
  setIdle({ ...wanted, confirm: NAME, despitePush: false, ...over });

describe('setting a source to IDLE', () => {
  it('ends the refresh that was left open, says so, and stands in the issue’s history with its answer', async () => {
    const acting = await withIssue(await actingOn('refresh-left-open'), 'refresh-stuck');
    const outcome = await idle(acting);
    expect(outcome).toMatchObject({
      state: 'done',
      done: {
        action: {
          kind: 'idle',
          who: 'Ann',
          open: false,
          detail: {
            text: 'Coveo answered 201. The source is PUSH_READY: no active status is set any more.',
            answers: [{ call: 'push.status', outcome: 'accepted', status: 201 }],
          },
        },
        look: { standing: 'idle', refresh: null },
      },
    });
    const issue = await readIssue(await processStore(), acting.wanted.issue?.id ?? '');
    if (issue === null) throw new Error('The issue has gone.');
    const { history, state } = await reportIssue(issue);
    expect([state, history.at(-1)]).toEqual([
      'open',
      expect.objectContaining({
        who: 'Ann',
        kind: 'action',
        text: expect.stringMatching(
          /^Set IDLE\. Coveo answered 201\. The source is PUSH_READY: no active status is set any more\. Coveo’s request id: \S+\.$/,
        ),
      }),
    ]);
  });

  it('sends nothing where no active status is set, where the name is another, and where the status is not told', async () => {
    const healthy = await actingOn('healthy');
    const open = await actingOn('refresh-left-open');
    const untold = await actingOn('refresh-left-open');
    untold.trouble('GET', untold.sourceId, '403');
    expect([
      await idle(healthy),
      await idle(open, { confirm: 'dealer manuals' }),
      await idle(untold),
    ]).toMatchObject(
      [
        { state: 'not sent', status: 409, detail: /The source is PUSH_READY: no active status is set\.$/ },
        { state: 'not sent', status: 400, detail: /^Type the source’s name as it is, “Dealer manuals”/ },
        {
          state: 'not sent',
          status: 502,
          detail: /^Nothing was sent: how the source is must be known first\./,
        },
      ].map(({ detail, ...rest }) => ({ ...rest, detail: expect.stringMatching(detail) })),
    );
    expect([healthy, open, untold].map((each) => each.made('POST', '/status'))).toEqual([0, 0, 0]);
  });

  it('sends nothing where no job pushes to the source: its status is Coveo’s own', async () => {
    const acting = await actingOn('refresh-left-open');
    await acting.control('POST', '/organizations/under-test/faults', {
      operation: 'sources.get',
      status: 200,
      body: {
        id: acting.sourceId,
        name: 'Corporate website',
        sourceType: 'WEB2',
        pushEnabled: false,
        information: { sourceStatus: { type: 'REFRESHING' } },
      },
    });
    expect(await idle(acting, { confirm: 'Corporate website', despitePush: true })).toEqual({
      state: 'not sent',
      status: 409,
      detail:
        'Nothing was sent. The source is of the type WEB2 and not open to pushes: Coveo itself sets its status.',
    });
    expect(acting.made('POST', '/status')).toBe(0);
  });

  it('says that a push seems to run, and goes on only where one wants it all the same', async () => {
    const acting = await actingOn('refresh-left-open');
    const { client, sourceId, advance } = acting;
    await pushItem(client, { sourceId, documentId: 'https://manuals.example.com/1', item: { data: 'x' } });
    await advance(5_000);
    expect(await idle(acting)).toEqual({
      state: 'not sent',
      status: 409,
      detail:
        'Nothing was sent. A push seems to run now: 1 row of items that entered in the last 10 minutes. Setting IDLE under it ends its activity, and its items go on.',
    });
    expect(await idle(acting, { despitePush: true })).toMatchObject({ state: 'done' });
    expect(acting.made('POST', '/status')).toBe(1);
  });

  const TOOK = /^Coveo answered 504\. It took effect all the same: the source is PUSH_READY/;
  const TOOK_UNTOLD = /^No sure answer came\. It took effect all the same: the source is PUSH_READY/;
  const NOT =
    /^Coveo answered 504\. It has not taken effect so far: The source is REFRESHING\. .*It was not sent again\.$/;
  const NOT_UNTOLD = /^No sure answer came\. It has not taken effect so far: .*It was not sent again\.$/;
  it.each<[Trouble, RegExp]>([
    ['504 done', TOOK],
    ['504', NOT],
    ['cut done', TOOK_UNTOLD],
    ['cut', NOT_UNTOLD],
    ['hang done', TOOK_UNTOLD],
    ['hang', NOT_UNTOLD],
    ['403', /^Coveo answered 403 ACCESS_DENIED: Access is denied\. Nothing was done\.$/],
  ])('after %s looks what is so, and sends nothing a second time', async (trouble, text) => {
    const acting = await actingOn('refresh-left-open');
    acting.trouble('POST', '/status', trouble);
    expect(await idle(acting)).toMatchObject({
      done: { action: { detail: { text: expect.stringMatching(text) } } },
    });
    expect(acting.made('POST', '/status')).toBe(1);
  });

  it('looks again once nobody else can set it, and sends nothing where somebody has set it meanwhile', async () => {
    const acting = await actingOn('refresh-left-open');
    const { access } = acting.wanted;
    let outrun = false;
    const late: WantedAction = {
      ...acting.wanted,
      who: 'Bob',
      access: {
        ...access,
        client: {
          ...acting.client,
          fetch: async (url, init) => {
            const response = await acting.client.fetch(url, init);
            if (!outrun && new URL(url).pathname.endsWith(LOGS)) {
              outrun = true;
              expect(await idle(acting)).toMatchObject({ state: 'done' });
            }
            return response;
          },
        },
      },
    };
    const nothing = 'Nothing was sent. The source is PUSH_READY: no active status is set.';
    expect(await setIdle({ ...late, confirm: NAME, despitePush: false })).toEqual({
      state: 'not sent',
      status: 409,
      detail: nothing,
    });
    expect(acting.made('POST', '/status')).toBe(1);
    const actions = await listSourceActions(placeOf(late), BEGINNING);
    expect(actions.map(({ who, open, detail }) => ({ who, open, text: detail.text }))).toEqual(
      expect.arrayContaining([
        { who: 'Bob', open: false, text: nothing },
        {
          who: 'Ann',
          open: false,
          text: 'Coveo answered 201. The source is PUSH_READY: no active status is set any more.',
        },
      ]),
    );
    expect(actions).toHaveLength(2);
  });

  it('says that a refresh may be open where the activities were not read, before it and after it', async () => {
    const resting = await actingOn('healthy');
    resting.trouble(...UNREAD_ACTIVITIES);
    expect(await idle(resting)).toEqual({
      state: 'not sent',
      status: 409,
      detail:
        'Nothing was sent. The source is PUSH_READY. Its activities could not be read: whether a refresh is open is not known.',
    });
    expect(resting.made('POST', '/status')).toBe(0);

    const ended = await actingOn('refresh-left-open');
    const { fetch } = ended.client;
    const unreadAfter: WantedAction = {
      ...ended.wanted,
      access: {
        ...ended.wanted.access,
        client: {
          ...ended.client,
          fetch: (url, init) => {
            const [method, path] = UNREAD_ACTIVITIES;
            const isActivities = init.method === method && new URL(url).pathname.endsWith(path);
            if (isActivities && ended.made('POST', '/status') > 0) ended.trouble(...UNREAD_ACTIVITIES);
            return fetch(url, init);
          },
        },
      },
    };
    expect(await setIdle({ ...unreadAfter, confirm: NAME, despitePush: false })).toMatchObject({
      done: {
        action: {
          detail: {
            text: 'Coveo answered 201. Whether it took effect is not known. The source is PUSH_READY. Its activities could not be read: whether a refresh is open is not known. It was not sent again.',
          },
        },
        look: { standing: 'not known', refresh: null },
      },
    });
  });

  it('sends nothing where the logs were not read, unless one wants it all the same', async () => {
    const acting = await actingOn('refresh-left-open');
    acting.trouble('POST', LOGS, '403');
    expect(await idle(acting)).toEqual({
      state: 'not sent',
      status: 409,
      detail:
        'Nothing was sent. Whether a push runs now is not known: the logs could not be read. Setting IDLE under one ends its activity, and its items go on.',
    });
    expect(acting.made('POST', '/status')).toBe(0);
    acting.trouble('POST', LOGS, '403');
    expect(await idle(acting, { despitePush: true })).toMatchObject({ state: 'done' });
  });

  it('is done by one at a time; what a process left open that was killed is ended, and said', async () => {
    const acting = await actingOn('refresh-left-open');
    const place = placeOf(acting.wanted);
    const text = 'Being set to IDLE: no answer yet.';
    await beginAction(await processStore(), {
      ...place,
      id: 'aaaaaaaaaaaa',
      kind: 'idle',
      at: '2026-11-22T15:00:00.000Z',
      who: 'Bob',
      issue: null,
      open: true,
      holder: 'another process',
      until: Number.MAX_SAFE_INTEGER,
      detail: keptDetail({ text, answers: [], canary: null, probe: null }),
      owed: null,
    });
    const both = await Promise.all([idle(acting), idle(acting)]);
    expect(both.map(({ state }) => state).sort()).toEqual(['done', 'not sent']);
    expect(acting.made('POST', '/status')).toBe(1);
    expect(
      (await listSourceActions(place, BEGINNING)).map(({ who, open, detail }) => [who, open, detail.text]),
    ).toEqual([
      ['Ann', false, expect.stringMatching(/^Coveo answered 201\./)],
      [
        'Bob',
        false,
        'Pushscope was stopped while the source was set to IDLE: what was answered is not known.',
      ],
    ]);
  });

  describe('whose store fails', () => {
    beforeEach(() => {
      vi.stubEnv('PUSHSCOPE_LOG', 'silent');
    });

    it('before its issue was told owes it that, and whoever reads next has it told, once', async () => {
      const acting = await withIssue(await actingOn('refresh-left-open'), 'refresh-stuck');
      // Begun, ended, told.
      await failingStore((write) => write === 3);
      const outcome = await idle(acting);
      const history = async () =>
        (await readIssue(await processStore(), acting.wanted.issue?.id ?? ''))?.history.map(
          ({ who, kind }) => [who, kind],
        );
      const before = await history();
      const look = () => readActions(acting.wanted, acting.wanted.signal);
      const looks = await Promise.all([look(), look()]);
      await look();
      expect([outcome.state, before, looks.map(({ state }) => state), await history()]).toEqual([
        'done',
        [['Pushscope', 'opened']],
        ['read', 'read'],
        [
          ['Pushscope', 'opened'],
          ['Ann', 'action'],
        ],
      ]);
    });

    it('for good still says what Coveo answered, and what is left open is ended by the next process', async () => {
      const acting = await withIssue(await actingOn('refresh-left-open'), 'refresh-stuck');
      let isFull = false;
      await failingStore((write) => {
        if (write === 2) isFull = true;
        return isFull;
      });
      expect(await idle(acting)).toMatchObject({
        done: {
          action: {
            detail: {
              text: expect.stringMatching(
                /^Coveo answered 201\. .* Pushscope’s store failed, so this is kept nowhere: copy what you need\.$/,
              ),
            },
          },
        },
      });
      isFull = false;
      globalThis.pushscopeProcess = {
        ...processWide(),
        acting: { holder: 'the next process', running: new Map() },
      };
      expect(await readActions(acting.wanted, acting.wanted.signal)).toMatchObject({
        actions: [
          { open: false, detail: { text: expect.stringMatching(/what was answered is not known\.$/) } },
        ],
      });
      const issue = await readIssue(await processStore(), acting.wanted.issue?.id ?? '');
      expect(issue?.history.map(({ who, kind }) => [who, kind])).toEqual([
        ['Pushscope', 'opened'],
        ['Ann', 'action'],
      ]);
    });
  });
});
