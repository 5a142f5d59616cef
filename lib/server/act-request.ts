import 'server-only';
import { z } from 'zod';
import { redact } from '@/lib/redaction/redact';
import { askerOf, openIssue } from './issue-access';
import { problemJson } from './problem-json';
import { accessOf } from './request-access';
import type { Guarded } from './route';
import { placeOf, type WantedAction } from './source-actions';
import { writingUntil } from './writing';

/** The path of a source. */
export interface SourcePath {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
}

/** What somebody may do to a source now, with what they sent; or the answer that refuses it. */
export type ActRequest =
  | { readonly ok: true; readonly wanted: WantedAction; readonly body: ActBody }
  | { readonly ok: false; readonly answer: Response };

const MOST_NAME_CHARACTERS = 80;

const body = z.object({
  who: z.string().nullish(),
  issue: z.string().nullish(),
  confirm: z.string().nullish(),
  despitePush: z.boolean().nullish(),
  begin: z.string().nullish(),
  resume: z.string().nullish(),
  gone: z.string().nullish(),
});

/** The body of a request that acts; what an action does not need is left out. */
export type ActBody = z.infer<typeof body>;

/**
 * The door of everything that changes something at Coveo: access to the organization, writing switched on for it with
 * the same token, JSON, and an issue that is of the source where one is named. Other pages were refused before.
 */
export async function readActRequest(
  request: Request,
  path: SourcePath,
  { json, signal }: Guarded,
): Promise<ActRequest> {
  const access = await accessOf(request, path, signal);
  if (!access.ok) return { ok: false, answer: problemJson(request, access.status, access.detail) };
  if ((await writingUntil(access)) === null) {
    const detail = `Nothing was sent: writing is off for ${path.organization}. Switch it on first, for an hour.`;
    return { ok: false, answer: problemJson(request, 409, detail) };
  }
  const sent = await json();
  if (!sent.ok) return sent;
  const parsed = body.safeParse(sent.value);
  if (!parsed.success) {
    return { ok: false, answer: problemJson(request, 400, 'Send a JSON object with what the action needs.') };
  }
  const who = (parsed.data.who ?? '').replace(/\p{Cc}/gu, ' ').trim();
  if (who.length > MOST_NAME_CHARACTERS) {
    const detail = `“who” has ${MOST_NAME_CHARACTERS} characters at most.`;
    return { ok: false, answer: problemJson(request, 400, detail) };
  }
  const wanted = { access, sourceId: path.source, who: who === '' ? null : redact(who), signal };
  const id = parsed.data.issue ?? null;
  if (id === null) return { ok: true, wanted: { ...wanted, issue: null }, body: parsed.data };
  const opened = await openIssue(await askerOf(request), id, signal);
  const place = placeOf(wanted);
  const isOwn =
    opened.state === 'open' &&
    opened.issue.region === place.region &&
    opened.issue.organization === place.organization &&
    opened.issue.source === place.source;
  if (isOwn) return { ok: true, wanted: { ...wanted, issue: opened.issue }, body: parsed.data };
  const detail = 'Nothing was sent: there is no such issue of this source.';
  return { ok: false, answer: problemJson(request, 400, detail) };
}
