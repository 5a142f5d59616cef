import type { ApiCall, Handler } from '../api-call';
import { type ApiKey, isAlive, keyStateAt } from '../api-key';
import { notFound } from '../error-bodies';

/** When a source's job last pushed with its key: no later than what has gone through the pipeline. */
function lastUse({ organization, now }: ApiCall, { lastUsedAt, sourceId }: ApiKey): number | null {
  const source = organization.sources.find(({ id }) => id === sourceId);
  const pushedAt = source ? Math.min(now, source.pipeline.lastAt) : 0;
  return Math.max(lastUsedAt ?? 0, pushedAt) || null;
}

/** A key as the official client's model has it, in epoch milliseconds, and never with its value. */
function keyModel(call: ApiCall, key: ApiKey) {
  const { id, name, privileges, createdAt, expiresAt, allowedIps, deniedIps } = key;
  const usedAt = lastUse(call, key);
  return {
    id,
    resourceId: id,
    organizationId: call.organization.settings.id,
    displayName: name,
    description: '',
    enabled: isAlive(key, call.now),
    status: keyStateAt(key, call.now),
    createdBy: 'administrator@example.com',
    createdDate: createdAt,
    ...(usedAt !== null && { lastUsedDate: usedAt }),
    ...(expiresAt !== null && { expirationDate: expiresAt }),
    allowedIps,
    deniedIps,
    privileges,
  };
}

const FILTERS: Record<string, (key: ApiKey, now: number) => boolean> = {
  ACTIVE: isAlive,
  SOON_TO_BE_EXPIRED: (key, now) => keyStateAt(key, now) === 'SOON_TO_BE_EXPIRED',
  SOON_TO_BE_DISABLED: () => false,
  ACTIVE_AND_EXPOSED: () => false,
  ALL_EXPOSED: ({ status }) => status === 'DISABLED_EXPOSED',
  DEACTIVATED: (key, now) => !isAlive(key, now),
};

const listKeys: Handler = (call) => {
  const filter = FILTERS[call.url.searchParams.get('status') ?? ''] ?? (() => true);
  const keys = call.organization.keys.filter((key) => filter(key, call.now));
  return Response.json(keys.map((key) => keyModel(call, key)));
};

const getKey: Handler = (call) => {
  const id = call.param('apikey');
  const key = call.organization.keys.find((candidate) => candidate.id === id);
  return key ? Response.json(keyModel(call, key)) : notFound(`API key '${id}'`);
};

/** The organization's API keys, as far as they are read. */
export const apiKeysHandlers = { 'apikeys.list': listKeys, 'apikeys.get': getKey } as const satisfies Record<
  string,
  Handler
>;
