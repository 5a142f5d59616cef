import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createSandbox } from '@/lib/sandbox/sandbox';
import { BEGINNING, SMALL } from '@/lib/scan/sandbox-under-test';
import { MOST_OPEN } from '@/lib/store/capsules';
import { listIssues } from '@/lib/store/read-issues';
import { MAX_CAPSULE_BYTES } from './capsule-content';
import { capsuleMarkdown } from './capsule-twin';
import type { Asker } from './issue-access';
import { listPreserved } from './list-capsules';
import { openCapsule } from './open-capsule';
import { preserve } from './preserve';
import { freshProcess } from './process-store-under-test';
import { processWide } from './process-wide';
import { revoke } from './revoke-capsule';
import { processStore } from './store';

const NOW = '2026-11-22T16:01:00.000Z';
const JUST_BEFORE = '2026-12-22T16:00:59.999Z';
const EXPIRY = '2026-12-22T16:01:00.000Z';
const ORGANIZATION = 'acmecorp';
const PLACE = { region: 'sandbox', organization: ORGANIZATION };
const { signal } = new AbortController();
const NOBODY: Asker = { authorization: null, cookies: [] };

const wireOrganization = z.object({ key: z.string(), sources: z.array(z.object({ id: z.string() })) });

let clear = async () => {};
let calls = 0;
let made = 0;
let owner: Asker = NOBODY;
let stranger: Asker = NOBODY;
let source = '';

beforeEach(async () => {
  clear = await freshProcess();
  vi.stubEnv('PUSHSCOPE_SANDBOX_URL', 'http://127.0.0.1/sandbox');
  vi.stubEnv('PUSHSCOPE_CALL_ATTEMPTS', '1');
  const sandbox = createSandbox({
    now: () => BEGINNING,
    folder: path.join(os.tmpdir(), 'pushscope-under-test'),
    random: () => {
      made += 1;
      return (made * 0.37) % 1;
    },
  });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    calls += 1;
    return sandbox.fetch(new Request(url, init));
  });
  const organization = async (id: string) => {
    const answer = await sandbox.fetch(
      new Request('http://127.0.0.1/sandbox/_control/organizations', {
        method: 'POST',
        headers: { 'content-type': 'application/json', host: '127.0.0.1' },
        body: JSON.stringify({ id, scenarios: ['metadata-too-large'], seed: id, mixed: true, ...SMALL }),
      }),
    );
    return wireOrganization.parse(await answer.json());
  };
  const [own, other] = [await organization(ORGANIZATION), await organization('other')];
  owner = { authorization: `Bearer ${own.key}`, cookies: [] };
  stranger = { authorization: `Bearer ${other.key}`, cookies: [] };
  source = own.sources[0]?.id ?? '';
});

afterEach(async () => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  await clear();
});

const keeping = { now: NOW, address: '198.51.100.1', signal };
const of = (named: typeof PLACE | null) => ({ named, cursor: null, now: NOW });
const stretch = () => ({
  kind: 'timeline',
  ...PLACE,
  source,
  from: '2026-11-20T00:00:00Z',
  to: '2026-11-22T00:00:00Z',
});
const DENIED = `PUT https://api.cloud.coveo.com/push/v1/organizations/${ORGANIZATION}/sources/abcdefghijklmnopqrstuvwxyz-${ORGANIZATION}/documents?documentId=https%3A%2F%2Fshop.example.com%2F1 HTTP/1.1
Authorization: Bearer xx0a1b2c3d-4e5f-6789-abcd-ef0123456789

HTTP/1.1 403 Forbidden

{"message":"Access is denied.","errorCode":"ACCESS_DENIED"}
`;

async function kept(body: unknown, asker = owner) {
  const preserved = await preserve(body, asker, keeping);
  if (!preserved.ok) throw new Error(preserved.detail);
  return preserved.capsule;
}

async function opened(id: string, now = JUST_BEFORE) {
  const capsule = await openCapsule(id, now);
  if (capsule?.state !== 'open') throw new Error(`It is ${capsule?.state}.`);
  return capsule;
}

async function issueId(): Promise<string> {
  await kept(stretch());
  const { issues } = await listIssues(await processStore(), { places: [PLACE], limit: 1 });
  return issues[0]?.id ?? '';
}

describe('a stretch of timeline', () => {
  it('is kept for 30 days under an id that nobody guesses, with the SHA-256 of what its twin answers', async () => {
    const capsule = await kept(stretch());
    expect(capsule).toEqual({
      id: expect.stringMatching(/^[a-z2-7]{26}$/),
      url: `/x/${capsule.id}`,
      expiresAt: EXPIRY,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await kept(stretch())).id).not.toBe(capsule.id);
    const { written, content, line } = await opened(capsule.id);
    expect(createHash('sha256').update(written).digest('hex')).toBe(capsule.sha256);
    expect(JSON.parse(written)).toEqual(content);
    expect(Buffer.byteLength(written)).toBeLessThanOrEqual(MAX_CAPSULE_BYTES);
    expect([line.title, line.kind]).toEqual(['A stretch of timeline', 'timeline']);
    expect(content).toMatchObject({
      kind: 'timeline',
      masked: true,
      organization: '<organization>',
      window: { from: '2026-11-20T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' },
      findings: [{ problem: 'metadata-too-large', evidenceTotal: expect.any(Number) }],
    });
  });

  it('names neither organization, source nor items, in JSON and Markdown, and opening it calls nobody', async () => {
    const { id } = await kept(stretch());
    const before = calls;
    const capsule = await opened(id);
    const texts = [capsule.written, capsuleMarkdown(capsule, 'https://pushscope.example')];
    expect(calls).toBe(before);
    for (const text of texts) {
      expect(text).not.toContain(ORGANIZATION);
      expect(text).not.toContain(source.replace(`-${ORGANIZATION}`, ''));
      expect(text).not.toMatch(/https?:\/\/(?!docs\.coveo\.com|pushscope\.example)/);
    }
  });
});

describe('an issue', () => {
  it('is kept as it was seen, without its notes, names and links', async () => {
    const capsule = await kept({ kind: 'issue', issue: await issueId(), days: 365 });
    expect(capsule.expiresAt).toBe('2027-11-22T16:01:00.000Z');
    const { content, line, written } = await opened(capsule.id);
    expect(line.title).toBe('Metadata too large');
    expect(content).toMatchObject({
      kind: 'issue',
      masked: true,
      problem: 'metadata-too-large',
      organization: '<organization>',
      changes: [{ kind: 'opened' }],
      opened: { finding: { problem: 'metadata-too-large' }, verdict: 'failing' },
      newest: null,
    });
    expect(written).not.toContain(ORGANIZATION);
    expect(written).not.toContain('fingerprint');
  });

  it('that one may not see and one that does not exist answer alike', async () => {
    const id = await issueId();
    const unknown = 'nosuchissue';
    const ask = (issue: string, asker: Asker) => preserve({ kind: 'issue', issue }, asker, keeping);
    expect(await ask(id, stranger)).toEqual(await ask(unknown, stranger));
    expect(await ask(id, NOBODY)).toEqual(await ask(unknown, NOBODY));
    expect([await ask(id, stranger), await ask(id, NOBODY)]).toMatchObject([
      { status: 404 },
      { status: 401 },
    ]);
  });
});

describe('a diagnosis', () => {
  it('is made anew from the text, without its secrets and ids, and needs no connection', async () => {
    const capsule = await kept({ kind: 'diagnosis', text: DENIED }, NOBODY);
    expect(capsule).toEqual({
      id: expect.any(String),
      url: `/d/${capsule.id}`,
      expiresAt: EXPIRY,
      sha256: expect.any(String),
      revokeKey: expect.stringMatching(/^[a-z2-7]{26}$/),
    });
    const { content, written, line } = await opened(capsule.id);
    expect(line.title).toBe('Access denied');
    expect(content).toMatchObject({
      kind: 'diagnosis',
      report: { diagnoses: [{ problem: 'access-denied' }] },
    });
    for (const id of [ORGANIZATION, 'abcdefghijklmnopqrstuvwxyz', 'shop.example.com', 'xx0a1b2c3d'])
      expect(written).not.toContain(id);
  });

  it('keeps ids where that was asked for', async () => {
    const { id } = await kept({ kind: 'diagnosis', text: DENIED, mask: false }, NOBODY);
    const { written } = await opened(id);
    expect([written.includes(ORGANIZATION), written.includes('xx0a1b2c3d')]).toEqual([true, false]);
  });

  it('of more than 256 KB is not kept', async () => {
    const text = 'a'.repeat(256 * 1024 + 1);
    expect(await preserve({ kind: 'diagnosis', text }, NOBODY, keeping)).toMatchObject({
      ok: false,
      status: 413,
    });
  });
});

describe('what anybody may save', () => {
  it('is taken of one address until half of the room is theirs, and of the others still', async () => {
    const ids = Array.from({ length: MOST_OPEN / 2 - 1 }, (_, n) => `n${n}`);
    const { write } = await processStore();
    await write(async (transaction) => {
      const expires_at = Date.parse(EXPIRY);
      const capsules = ids.map((id) => ({
        ...{ id, kind: 'diagnosis', region: null, organization: null, title: '', sha256: '' },
        ...{ made_at: Date.parse(NOW), expires_at, revoked_at: null, revoke_hash: null },
      }));
      await transaction.insertInto('capsules').values(capsules).execute();
      const contents = ids.map((id) => ({ capsule_id: id, expires_at, about: '', content: '' }));
      await transaction.insertInto('capsule_contents').values(contents).execute();
    });
    processWide().saved.set(`nobody ${keeping.address}`, ids);
    const save = (address: string, now = NOW) =>
      preserve({ kind: 'diagnosis', text: 'HTTP/1.1 429' }, NOBODY, { ...keeping, address, now });
    expect([await save(keeping.address), await save(keeping.address), await save('198.51.100.2')]).toEqual([
      { ok: true, capsule: expect.objectContaining({ expiresAt: EXPIRY }) },
      { ok: false, status: 429, detail: expect.stringMatching(/^Your address has as many open copies here/) },
      { ok: true, capsule: expect.objectContaining({ expiresAt: EXPIRY }) },
    ]);
    const later = await save(keeping.address, EXPIRY);
    expect([later.ok, processWide().saved.get(`nobody ${keeping.address}`)?.length]).toEqual([true, 1]);
  });
});

describe('what is preserved', () => {
  it.each([
    [{ kind: 'report' }],
    [{ kind: 'diagnosis', text: '' }],
    [{ kind: 'diagnosis', text: 'x', days: 366 }],
    [{ kind: 'diagnosis', text: 'x', days: 0 }],
    [null],
  ])('is not %j', async (body) => {
    expect(await preserve(body, NOBODY, keeping)).toMatchObject({ ok: false, status: 400 });
  });

  it('is gone when it has expired: title and dates are left', async () => {
    const { id } = await kept(stretch());
    expect(await openCapsule(id, EXPIRY)).toEqual({
      state: 'gone',
      gone: { why: 'expired', title: 'A stretch of timeline', madeAt: NOW, goneAt: EXPIRY },
    });
    expect(await openCapsule('a'.repeat(26), NOW)).toBeNull();
    expect(await openCapsule('\0', NOW)).toBeNull();
  });

  it('is listed for its organization alone', async () => {
    const { id } = await kept(stretch());
    await kept({ kind: 'diagnosis', text: DENIED }, NOBODY);
    const own = await kept({ kind: 'diagnosis', text: DENIED, ...PLACE });
    const listed = await listPreserved(owner, of(PLACE), signal);
    expect(
      listed.ok && listed.list.capsules.map(({ id: each, url, state }) => [each, url, state]).sort(),
    ).toEqual(
      [
        [id, `/x/${id}`, 'open'],
        [own.id, `/d/${own.id}`, 'open'],
      ].sort(),
    );
    expect(own.revokeKey).toBeUndefined();
    expect(await listPreserved(stranger, of(PLACE), signal)).toMatchObject({ ok: false, status: 403 });
    expect(await listPreserved(NOBODY, of(PLACE), signal)).toMatchObject({ ok: false, status: 401 });
    expect(await listPreserved(owner, of(null), signal)).toMatchObject({ ok: false, status: 400 });
    expect(await listPreserved(NOBODY, of(null), signal)).toEqual({
      ok: true,
      list: {
        places: [{ region: 'sandbox', organization: 'sandbox-demo' }],
        capsules: [],
        more: false,
        next: null,
      },
    });
  });

  it('is revoked by its organization, or by the key of what was saved without one, and by nobody else', async () => {
    const { id } = await kept(stretch());
    const saved = await kept({ kind: 'diagnosis', text: DENIED }, NOBODY);
    const attempt = (capsule: string, asker: Asker, key: string | null = null) =>
      revoke({ id: capsule, key, now: NOW }, asker, signal);
    expect([
      await attempt(id, stranger),
      await attempt(id, NOBODY, saved.revokeKey),
      await attempt(saved.id, owner),
      await attempt(saved.id, NOBODY, `${saved.revokeKey}a`),
      await attempt('a'.repeat(26), owner),
    ]).toEqual(['may not', 'may not', 'may not', 'may not', 'no such capsule']);
    await opened(id);
    await opened(saved.id);
    expect(await attempt(id, owner)).toBe('revoked');
    expect(await attempt(saved.id, NOBODY, saved.revokeKey)).toBe('revoked');
    expect(await openCapsule(id, NOW)).toEqual({
      state: 'gone',
      gone: { why: 'revoked', title: 'A stretch of timeline', madeAt: NOW, goneAt: NOW },
    });
  });

  it('and was changed in the store is not shown', async () => {
    const { id } = await kept(stretch());
    const store = await processStore();
    await store.write((transaction) =>
      transaction
        .updateTable('capsule_contents')
        .set({ content: '{}' })
        .where('capsule_id', '=', id)
        .execute(),
    );
    expect(await openCapsule(id, NOW)).toEqual({ state: 'unreadable', why: 'changed' });
  });
});
