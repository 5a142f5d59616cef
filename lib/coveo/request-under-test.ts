import type { CallFailure, CallOptions } from './call';
import type { CoveoClient, CoveoClientSettings } from './client';
import { clientUnderTest, type Stub } from './client-under-test';
import { type CallSpec, request } from './request';

/** For tests: where the call goes. */
export const THING_URL = 'https://platform.cloud.coveo.com/rest/organizations/myorg/thing';
/** For tests: when every stubbed answer was made, ISO. */
export const AT = '2026-11-22T12:00:00.000Z';

/** For tests: a call that reads. */
export const read: CallSpec<unknown> = {
  call: 'thing.read',
  method: 'GET',
  url: THING_URL,
  retry: 'reads',
  read: (body) => ({ ok: true, value: body }),
};
/** For tests: a call that writes. */
export const write: CallSpec<unknown> = {
  ...read,
  call: 'thing.write',
  method: 'PUT',
  json: {},
  retry: 'throttle-only',
  bodyMatters: false,
};

/** For tests: makes a call, one that reads if nothing else is said. */
export function call(client: CoveoClient, spec: CallSpec<unknown> = read, options?: CallOptions) {
  return request(client, spec, options);
}

/** For tests: the failure of one attempt against a stub. */
export async function failure(
  stub: Stub,
  settings: Partial<CoveoClientSettings> = {},
  spec = read,
): Promise<CallFailure> {
  const result = await call(clientUnderTest([stub], { attempts: 1, ...settings }).client, spec);
  if (result.ok) throw new Error('The call was expected to fail.');
  return result.failure;
}

/** For tests: the failure of the call that reads, where access is denied. */
export const refused: CallFailure = {
  kind: 'refused',
  call: 'thing.read',
  method: 'GET',
  url: THING_URL,
  status: 403,
  code: 'ACCESS_DENIED',
  message: 'Access is denied',
  requestId: 'req-1',
  body: '{"message":"Access is denied","errorCode":"ACCESS_DENIED"}',
  bodyKind: 'json',
  waf: false,
  at: AT,
  ms: 0,
  attempts: [{ status: 403, kind: 'refused', waitedMs: 0, retryAfter: null }],
};
