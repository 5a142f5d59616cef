import 'server-only';
import { isRegion, REGIONS } from '@/lib/coveo/hosts';
import type { SourceList } from '@/lib/health/source-list';
import type { StoreFailure } from '@/lib/store/database';
import { openStore } from '@/lib/store/open-store';
import { type Access, resolveAccess } from './access';
import { captureSource, type SourceCaptured } from './capture-source';
import { DEMO, isOrganizationId } from './connection';
import { readEnvironment } from './environment';
import { listSources } from './list-sources';
import { sendThroughProxy } from './outgoing-proxy';
import { processWide } from './process-wide';

/** Whose sources are captured; the token is null for the demo. */
export interface CapturePlace {
  readonly region: string;
  readonly organization: string;
  readonly token: string | null;
}

/** What a running server would answer: the status, and the JSON of an answer or of a problem. */
export type Answered<T> =
  | { readonly status: 200; readonly body: T }
  | { readonly status: number; readonly body: { readonly detail: string } };

/** One sentence why an organization cannot be captured under these names, whatever Coveo says; else null. */
export function placeMistake({ region, organization, token }: CapturePlace): string | null {
  if (!isRegion(region)) return `There is no region “${region}”. Regions are ${REGIONS.join(', ')}.`;
  if (!isOrganizationId(organization)) return 'An organization id has letters, digits and hyphens only.';
  if (token !== null && /\s/.test(token)) return 'COVEO_TOKEN has white space inside.';
  return null;
}

/** Whether it is the demo, which is connected by itself: no other token is ever sent to it. */
export function isDemo({ region, organization }: Pick<CapturePlace, 'region' | 'organization'>): boolean {
  return region === DEMO.region && organization === DEMO.organization;
}

/** Where this program reaches the sandbox. */
export function sandboxUrl(): string {
  return readEnvironment().sandboxUrl;
}

/** Another program holds the store: ask that. */
export const IN_USE = 423;

/** Why this program itself cannot keep captures at this moment; null where it can. The store is left closed. */
export async function storeProblem(): Promise<StoreFailure | null> {
  const opened = await openStore(readEnvironment());
  if (!opened.ok) return opened.failure;
  await opened.value.close();
  return null;
}

/** The Push sources of an organization, asked of Coveo by this program itself, as the route for sources answers them. */
export async function listAlone(place: CapturePlace): Promise<Answered<SourceList>> {
  const access = await accessAlone(place);
  if (!access.ok) return refused(access.status, access.detail);
  return { status: 200, body: await listSources(access, new AbortController().signal) };
}

/**
 * Captures a source by this program itself, as the route for captures would. The store is open only while something is
 * kept: a server that starts meanwhile finds it free. Where one has taken it, the answer is `IN_USE`.
 */
export async function captureAlone(place: CapturePlace, sourceId: string): Promise<Answered<SourceCaptured>> {
  const access = await accessAlone(place);
  if (!access.ok) return refused(access.status, access.detail);
  const answer = await captureSource(access, sourceId, new AbortController().signal);
  await closeStore();
  if (answer.status !== 200) return refused(answer.status, answer.detail);
  const { captured } = answer;
  if (captured.stored.state === 'stored') return { status: 200, body: captured };
  const problem = await storeProblem();
  if (problem?.kind === 'in use') return refused(IN_USE, problem.text);
  return {
    status: 200,
    body: { ...captured, stored: { state: 'not stored', why: problem?.text ?? captured.stored.why } },
  };
}

function accessAlone({ region, organization, token }: CapturePlace): Promise<Access> {
  sendThroughProxy(process.env);
  const authorization = token === null ? null : `Bearer ${token}`;
  const credentials = { authorization, cookie: () => undefined };
  return resolveAccess(region, organization, credentials, new AbortController().signal);
}

function refused(status: number, detail: string): Answered<never> {
  return { status, body: { detail } };
}

async function closeStore(): Promise<void> {
  const shared = processWide();
  const opened = await shared.store;
  shared.store = null;
  if (!opened?.ok) return;
  process.removeListener('exit', opened.value.closeNow);
  await opened.value.close();
}
