import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MINUTE_MS } from '@/lib/evidence/time';
import { canaryItem } from '@/lib/health/act/canary';
import { canaryOf } from '@/lib/health/act/source-action';
import { readIssue } from '@/lib/store/read-issues';
import { readAction, updateAction } from '@/lib/store/source-actions';
import { type Acting, actingOn, failingStore, type Trouble, withIssue } from './acting-under-test';
import { beginCanary, endCanary, resumeCanary } from './canary';
import { canaryDetail } from './canary-run';
import { freshProcess } from './process-store-under-test';
import { processWide } from './process-wide';
import { readActions } from './read-actions';
import { changeText } from './read-issue';
import { keptDetail } from './source-actions';
import { stopAll } from './stopping';
import { processStore } from './store';

let clear = async () => {};
beforeEach(async () => {
  clear = await freshProcess();
});
afterEach(() => clear());

const ID = 'canary000001';
const DOCUMENTS = '/documents';

const stored = async (id = ID) => {
  const action = await readAction(await processStore(), id);
  const canary = action === null ? null : canaryOf(action.detail);
  if (action === null || canary === null) throw new Error('There is no such canary.');
  return { action, canary };
};

/** Waits until this process is at no canary. */
async function atRest(): Promise<void> {
  await Promise.all(processWide().acting.running.values());
}

async function toTheEnd(acting: Acting) {
  expect(await beginCanary({ ...acting.wanted, id: ID })).toMatchObject({ state: 'done' });
  await atRest();
  return stored();
}

const pushes = (acting: Acting) => acting.made('PUT', DOCUMENTS);
const deletions = (acting: Acting) => acting.made('DELETE', DOCUMENTS);

describe('a canary', () => {
  it('is pushed, seen through each stage with its latency, indexed, deleted, and seen to be gone', async () => {
    const acting = await actingOn('healthy');
    const { action, canary } = await toTheEnd(acting);
    expect(canary).toMatchObject({
      uri: `pushscope://canary/${ID}`,
      state: 'gone',
      secured: false,
      push: { outcome: 'accepted', status: 202 },
      arrival: { end: 'indexed', problem: null },
      deletions: [{ outcome: 'accepted', status: 202 }],
    });
    expect(canary.stages.map(({ task, operation, result }) => `${task} ${operation} ${result}`)).toEqual([
      'CONSUMING ADD COMPLETED',
      'PROCESSING ADD COMPLETED',
      'MAPPING ADD COMPLETED',
      'INDEXING ADD COMPLETED',
    ]);
    expect(canary.leaving.map(({ task, operation }) => `${task} ${operation}`)).toEqual([
      'CONSUMING DELETE',
      'INDEXING DELETE',
    ]);
    expect([action.open, action.holder, action.detail]).toEqual([
      false,
      null,
      expect.objectContaining({
        text: expect.stringMatching(
          /^Indexed \d\.\d s after it was pushed\. Deleted: its deletion was through /,
        ),
      }),
    ]);
    expect([pushes(acting), deletions(acting)]).toEqual([1, 1]);
  });

  it('for an issue stands in its history once it has ended, with what came of it and the request id', async () => {
    const acting = await withIssue(await actingOn('refresh-left-open'), 'refresh-stuck');
    await toTheEnd(acting);
    const issue = await readIssue(await processStore(), acting.wanted.issue?.id ?? '');
    expect(issue?.history.map(({ who, kind }) => [who, kind])).toEqual([
      ['Pushscope', 'opened'],
      ['Ann', 'action'],
    ]);
    expect(issue === null ? null : changeText(issue.history[1] ?? { kind: 'note', detail: null })).toMatch(
      /^Canary\. Indexed .* after it was pushed\. Deleted: .* UTC\. Coveo’s request id: \S+\.$/,
    );
  });

  it('in a secured source has permissions that let nobody find it', async () => {
    const { canary } = await toTheEnd(await actingOn('missing-permissions'));
    expect([canary.secured, canary.state, canary.arrival?.end]).toEqual([true, 'gone', 'indexed']);
  });

  it('that is refused on its way says where and why, and is deleted all the same', async () => {
    const { canary } = await toTheEnd(await actingOn('future-older-than'));
    expect(canary.arrival).toMatchObject({
      end: 'lost',
      text: expect.stringMatching(
        /^It was refused at CONSUMING (?:\d+ ms|\d\.\d s) after it was pushed, because of “/,
      ),
      problem: { id: expect.any(String) },
    });
    expect(canary.deletions).toHaveLength(1);
    expect(canary.state).toBe('gone');
  });

  it('is not pushed where the push is refused, and leaves nothing', async () => {
    const acting = await actingOn('healthy');
    acting.trouble('PUT', DOCUMENTS, '403');
    const { action, canary } = await toTheEnd(acting);
    expect([canary.state, canary.arrival?.end, action.open, deletions(acting)]).toEqual([
      'gone',
      'refused',
      false,
      0,
    ]);
  });

  it.each<[Trouble, string]>([
    ['504 done', 'indexed'],
    ['504', 'not seen'],
    ['cut done', 'indexed'],
    ['cut', 'not seen'],
    ['hang done', 'indexed'],
    ['hang', 'not seen'],
  ])('whose push ends in %s is looked for and never pushed again', async (trouble, end) => {
    const acting = await actingOn('healthy');
    acting.trouble('PUT', DOCUMENTS, trouble);
    const { canary } = await toTheEnd(acting);
    expect([canary.push?.outcome, canary.arrival?.end, pushes(acting)]).toEqual(['unknown', end, 1]);
    expect(canary.arrival?.text).toMatch(
      end === 'indexed' ? /it was not sent again\.$/ : /most likely the push did not take effect/,
    );
    expect(deletions(acting)).toBe(1);
  });

  it.each<[Trouble, number]>([
    ['504 done', 1],
    ['504', 2],
    ['hang done', 1],
    ['cut', 2],
  ])('whose deletion ends in %s is looked for before it is deleted again', async (trouble, times) => {
    const acting = await actingOn('healthy');
    acting.trouble('DELETE', DOCUMENTS, trouble);
    const { canary } = await toTheEnd(acting);
    expect([canary.state, deletions(acting), canary.deletions.length]).toEqual(['gone', times, times]);
  });

  it('whose deletion is refused is left, and is open until it is gone: tried again, or said to be', async () => {
    const acting = await actingOn('healthy');
    const wanted = { ...acting.wanted, id: ID };
    acting.trouble('DELETE', DOCUMENTS, '403');
    const left = await toTheEnd(acting);
    expect([left.canary.state, left.action.open, left.canary.end?.text]).toEqual([
      'left',
      true,
      'It was not deleted. Coveo answered 403 ACCESS_DENIED: Access is denied. Nothing was done.',
    ]);
    expect(await beginCanary({ ...wanted, id: 'canary000002' })).toMatchObject({ status: 409 });
    acting.trouble('DELETE', DOCUMENTS, '403');
    expect(await resumeCanary(wanted)).toMatchObject({ state: 'done' });
    await atRest();
    expect((await stored()).canary.state).toBe('left');
    expect(await resumeCanary(wanted)).toMatchObject({ state: 'done' });
    await atRest();
    const gone = await stored();
    expect([gone.canary.state, gone.action.open, deletions(acting), gone.canary.notes.length]).toEqual([
      'gone',
      false,
      3,
      2,
    ]);
    expect(await resumeCanary(wanted)).toMatchObject({ status: 409, detail: 'It has ended already.' });
  });

  it('of a source that is deleted meanwhile went with it: nobody is asked to look for it', async () => {
    const acting = await actingOn('healthy');
    await acting.control('POST', '/organizations/under-test/faults', {
      operation: 'push.deleteDocument',
      status: 412,
      body: { errorCode: 'SOURCE_DOES_NOT_EXIST', message: 'Source does not exist.' },
    });
    const { action, canary } = await toTheEnd(acting);
    expect([canary.state, action.open, deletions(acting), canary.end?.text]).toEqual([
      'gone',
      false,
      1,
      'The source does not exist any more, and its items went with it. Coveo answered 412 SOURCE_DOES_NOT_EXIST: Source does not exist. Nothing was done.',
    ]);
  });

  it('that was left in a source that is deleted later is taken up all the same, and has gone with it', async () => {
    const acting = await actingOn('healthy');
    acting.trouble('DELETE', DOCUMENTS, '403');
    await toTheEnd(acting);
    for (const [operation, status, errorCode] of [
      ['sources.get', 404, 'SOURCE_NOT_FOUND'],
      ['push.deleteDocument', 412, 'SOURCE_DOES_NOT_EXIST'],
    ]) {
      await acting.control('POST', '/organizations/under-test/faults', {
        operation,
        status,
        body: { errorCode, message: 'There is no such source.' },
      });
    }
    expect(await resumeCanary({ ...acting.wanted, id: ID })).toMatchObject({ state: 'done' });
    await atRest();
    const { action, canary } = await stored();
    expect([canary.state, action.open, canary.end?.text]).toEqual([
      'gone',
      false,
      'The source does not exist any more, and its items went with it. Coveo answered 412 SOURCE_DOES_NOT_EXIST: There is no such source. Nothing was done.',
    ]);
  });

  it('can be said to be gone by somebody who looked', async () => {
    const acting = await actingOn('healthy');
    acting.trouble('DELETE', DOCUMENTS, '403');
    await toTheEnd(acting);
    expect(await endCanary({ ...acting.wanted, id: ID })).toMatchObject({ action: { open: false } });
    expect((await stored()).canary.end?.text).toBe('Ann looked, and says that it is gone. No row says so.');
  });

  it('goes on when logs cannot be read, and then says that nobody knows', async () => {
    const acting = await actingOn('healthy');
    await acting.control('POST', '/organizations/under-test/faults', {
      operation: 'logs.list',
      status: 403,
      body: { errorCode: 'ACCESS_DENIED', message: 'Access is denied' },
    });
    const { canary } = await toTheEnd(acting);
    expect([canary.state, canary.arrival?.text, deletions(acting)]).toEqual([
      'left',
      expect.stringMatching(
        /^Where it went is not known: its rows could not be read\. Coveo answered 403 ACCESS_DENIED for the log rows \(Source Logs API\)\. Coveo’s request id: \S+\.$/,
      ),
      1,
    ]);
  });

  it('is one at a time on a source, and at no place where it cannot be pushed', async () => {
    const acting = await actingOn('healthy');
    const both = await Promise.all([
      beginCanary({ ...acting.wanted, id: ID }),
      beginCanary({ ...acting.wanted, id: 'canary000002' }),
    ]);
    await atRest();
    expect(both.map(({ state }) => state).sort()).toEqual(['done', 'not done']);
    const catalog = await actingOn('catalog');
    expect([
      await beginCanary({ ...catalog.wanted, id: 'canary000003' }),
      await beginCanary({ ...acting.wanted, id: 'no id' }),
      await resumeCanary({ ...acting.wanted, id: 'canary000009' }),
    ]).toMatchObject([{ status: 409 }, { status: 400 }, { status: 404 }]);
    expect([pushes(acting), pushes(catalog)]).toEqual([1, 0]);
  });
});

describe('a canary whose store fails', () => {
  beforeEach(() => {
    vi.stubEnv('PUSHSCOPE_LOG', 'silent');
  });

  it('at each second step goes on all the same, and nothing is sent twice', async () => {
    const acting = await actingOn('healthy');
    await failingStore((write) => write % 2 === 0);
    const { action, canary } = await toTheEnd(acting);
    expect([canary.state, action.open, action.holder, pushes(acting), deletions(acting)]).toEqual([
      'gone',
      false,
      null,
      1,
      1,
    ]);
  });

  it('for a while is followed, and is deleted only once that could be written down', async () => {
    const acting = await actingOn('healthy');
    let isFull = false;
    let waits = 0;
    const meanwhile: unknown[] = [];
    await failingStore((write) => {
      if (write === 2) isFull = true;
      return isFull;
    });
    acting.onWait(() => {
      waits += 1;
      if (waits !== 30) return;
      meanwhile.push(pushes(acting), deletions(acting));
      isFull = false;
    });
    const { action, canary } = await toTheEnd(acting);
    expect(meanwhile).toEqual([1, 0]);
    expect([canary.state, canary.arrival?.end, action.open, pushes(acting), deletions(acting)]).toEqual([
      'gone',
      'indexed',
      false,
      1,
      1,
    ]);
  });
});

it('a canary whose end could not be told to its issue owes it that: whoever takes it up or reads next pays, once', async () => {
  vi.stubEnv('PUSHSCOPE_LOG', 'silent');
  const acting = await withIssue(await actingOn('refresh-left-open'), 'refresh-stuck');
  const wanted = { ...acting.wanted, id: ID };
  const history = async () =>
    (await readIssue(await processStore(), acting.wanted.issue?.id ?? ''))?.history.flatMap((change) =>
      change.kind === 'action' ? [changeText(change)] : [],
    );
  let isEnded = false;
  const database = await processStore();
  const write: typeof database.write = async (work) => {
    if (isEnded) throw new Error('The disk is full.');
    const done = await database.write(work);
    isEnded = (await readAction(database, ID))?.owed !== null && (await readAction(database, ID)) !== null;
    return done;
  };
  processWide().store = Promise.resolve({ ok: true, value: { ...database, write } });
  acting.trouble('DELETE', DOCUMENTS, '403');
  const left = await toTheEnd(acting);
  const untold = await history();
  processWide().store = Promise.resolve({ ok: true, value: database });
  expect(await resumeCanary(wanted)).toMatchObject({ state: 'done' });
  await atRest();
  await readActions(acting.wanted, acting.wanted.signal);
  expect([left.canary.state, untold, await history()]).toEqual([
    'left',
    [],
    [
      expect.stringMatching(/^Canary\. Indexed .* It was not deleted\. /),
      expect.stringMatching(/^Canary\. Indexed .* Deleted: /),
    ],
  ]);
});

describe('a canary whose server is being stopped', () => {
  /** A deadline of a stop, in ms: it is over at once. */
  const noPatience = (acting: Acting, isOver: (ms: number) => boolean) => (ms: number) => {
    if (!isOver(ms)) return acting.client.deadline(ms);
    const soon = new AbortController();
    setImmediate(() => soon.abort());
    return soon.signal;
  };
  const withClient = (acting: Acting, over: Partial<Acting['client']>): Acting => {
    const client = { ...acting.client, ...over };
    return { ...acting, client, wanted: { ...acting.wanted, access: { ...acting.wanted.access, client } } };
  };
  /** Coveo never answers a call of this method, and Pushscope is stopped while it waits. */
  const hanging = (acting: Acting, method: string) =>
    withClient(acting, {
      deadline: noPatience(acting, (ms) => ms <= (method === 'PUT' ? 1_000 : 3_000)),
      fetch: (url, init) => {
        if (init.method !== method) return acting.client.fetch(url, init);
        stopAll();
        return new Promise(() => {});
      },
    });

  it('on its way in is deleted at once, and given back; the next who asks follows that, and deletes nothing again', async () => {
    const acting = await actingOn('healthy');
    acting.onWait(stopAll);
    const { canary, action } = await toTheEnd(acting);
    expect([canary.state, canary.arrival, action.open, action.holder, deletions(acting)]).toEqual([
      'leaving',
      {
        end: 'not seen',
        at: expect.any(String),
        text: 'Not followed to the end: Pushscope was stopped, and had it deleted at once.',
        problem: null,
      },
      true,
      null,
      1,
    ]);
    acting.onWait(() => {});
    processWide().stopping = false;
    expect(await resumeCanary({ ...acting.wanted, id: ID })).toMatchObject({ state: 'done' });
    await atRest();
    const ended = await stored();
    expect([ended.canary.state, ended.action.open, pushes(acting), deletions(acting)]).toEqual([
      'gone',
      false,
      1,
      1,
    ]);
    expect(ended.canary.notes.map(({ text }) => text)).toEqual([
      'Pushscope was stopped in the middle. Taken up again for Ann.',
    ]);
  });

  it('before it was pushed is not pushed at all', async () => {
    const acting = await actingOn('healthy');
    stopAll();
    const { canary, action } = await toTheEnd(acting);
    expect([canary.state, canary.end?.text, action.open, pushes(acting), deletions(acting)]).toEqual([
      'gone',
      'Pushscope was stopped before it was pushed: nothing was sent.',
      false,
      0,
      0,
    ]);
  });

  it('while Coveo does not answer its push is deleted all the same', async () => {
    const acting = await actingOn('healthy');
    const { canary, action } = await toTheEnd(hanging(acting, 'PUT'));
    expect([canary.state, canary.push?.outcome, action.open, action.holder, deletions(acting)]).toEqual([
      'leaving',
      'unknown',
      true,
      null,
      1,
    ]);
  });

  it('while Coveo does not answer its deletion holds the stop up no longer than that may take', async () => {
    const acting = await actingOn('healthy');
    const { canary, action } = await toTheEnd(hanging(acting, 'DELETE'));
    expect([canary.state, canary.deletions.map(({ outcome }) => outcome), action.holder]).toEqual([
      'leaving',
      ['unknown'],
      null,
    ]);
  });

  it('is not deleted where that could not be written down first', async () => {
    vi.stubEnv('PUSHSCOPE_LOG', 'silent');
    const acting = await actingOn('healthy');
    let isFull = false;
    await failingStore(() => isFull);
    acting.onWait(() => {
      isFull = true;
      stopAll();
    });
    const { canary, action } = await toTheEnd(acting);
    expect([canary.state, action.open, deletions(acting)]).toEqual(['arriving', true, 0]);
  });
});

describe('a canary whose process was killed in the middle', () => {
  /** Runs it until a wait at which `when` holds; then its process is no more, and has told nobody. */
  async function killed(acting: Acting, when: () => boolean) {
    vi.stubEnv('PUSHSCOPE_LOG', 'silent');
    acting.onWait(() => {
      if (when()) throw new Error('Killed.');
    });
    const end = await toTheEnd(acting);
    acting.onWait(() => {});
    const database = await processStore();
    await database.write((transaction) =>
      transaction.updateTable('source_actions').set({ holder: 'killed', until: 9e15 }).execute(),
    );
    return end;
  }

  it.each(['PUT', 'DELETE'] as const)(
    'is looked for up to now when it is taken up an hour later: its %s took effect in that hour',
    async (method) => {
      const acting = await actingOn('healthy');
      acting.trouble(method, DOCUMENTS, '504');
      const stopped = await killed(acting, () => acting.made(method, DOCUMENTS) > 0);
      await acting.advance(10 * MINUTE_MS);
      const { client, sourceId } = acting;
      const url = `${client.hosts.push}/push/v1/organizations/under-test/sources/${sourceId}/documents?documentId=${encodeURIComponent(stopped.canary.uri)}`;
      const headers = { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' };
      const body = method === 'PUT' ? JSON.stringify(canaryItem(false)) : undefined;
      const late = await client.fetch(url, { method, headers, body, signal: acting.wanted.signal });
      await acting.advance(50 * MINUTE_MS);
      expect(await resumeCanary({ ...acting.wanted, id: ID })).toMatchObject({ state: 'done' });
      await atRest();
      const { canary, action } = await stored();
      expect([stopped.canary.state, late.status, canary.state, canary.arrival?.end, action.open]).toEqual([
        method === 'PUT' ? 'arriving' : 'leaving',
        202,
        'gone',
        'indexed',
        false,
      ]);
      expect([canary.push?.outcome, canary.deletions.map(({ outcome }) => outcome)]).toEqual(
        method === 'PUT' ? ['unknown', ['accepted']] : ['accepted', ['unknown']],
      );
    },
  );

  it.each(['pushing', 'deleting'] as const)(
    'while %s is looked for first: what may have been sent is not sent again',
    async (state) => {
      const acting = await actingOn('healthy');
      const { canary } = await killed(acting, () => true);
      const { client, sourceId } = acting;
      const atThatStep =
        state === 'pushing'
          ? { ...canary, state, push: null, stages: [] }
          : {
              ...canary,
              state,
              arrival: { end: 'indexed' as const, at: canary.asOf, text: 'Indexed.', problem: null },
            };
      if (state === 'deleting') {
        await acting.advance(20_000);
        const url = `${client.hosts.push}/push/v1/organizations/under-test/sources/${sourceId}/documents?documentId=${encodeURIComponent(canary.uri)}`;
        const init = { method: 'DELETE', headers: { authorization: `Bearer ${client.token}` } };
        expect((await client.fetch(url, { ...init, signal: acting.wanted.signal })).status).toBe(202);
      }
      const detail = keptDetail(canaryDetail(atThatStep));
      await updateAction(await processStore(), { id: ID, holder: 'killed', until: 9e15, open: true, detail });
      expect(await resumeCanary({ ...acting.wanted, id: ID })).toMatchObject({ state: 'done' });
      await atRest();
      expect([(await stored()).canary.state, pushes(acting), deletions(acting)]).toEqual(['gone', 1, 1]);
    },
  );
});
