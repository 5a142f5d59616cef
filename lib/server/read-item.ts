import 'server-only';
import type { ItemMatch, ItemObservation } from '@/lib/evidence/item-observation';
import { LONGEST_ITEM_URI } from '@/lib/evidence/recorded-push';
import type { FindingIssue } from '@/lib/health/health';
import { explainItem, failedRows, type IssuesByRow, listMatches } from '@/lib/health/item/item-explanation';
import { issueKeys, problemFinder } from '@/lib/health/item/item-problem';
import type { ItemAnswer } from '@/lib/health/item/item-report';
import { PROBLEMS } from '@/lib/problems/problems';
import { redact } from '@/lib/redaction/redact';
import { observeItem } from '@/lib/scan/observe-item';
import { fingerprintOf, issueId } from '@/lib/store/fingerprint';
import { readIssue } from '@/lib/store/read-issues';
import type { Access } from './access';
import { type NoSuchSource, noSuchSource } from './no-such-source';
import { recordedOfItem } from './recorded-evidence';
import { processStore } from './store';

/** What a search must hold beside its wildcards, in characters: less would match a whole source. */
const SHORTEST_SEARCH = 3;
/** Kinds of failure whose issues are looked up for one item. */
const MOST_KINDS = 10;

/** What is asked of which item; `match` as it stands in the query. */
export interface ItemRequest {
  readonly access: Extract<Access, { ok: true }>;
  readonly sourceId: string;
  readonly uri: string | null;
  readonly match: string | null;
  /** The reader went away or lost patience: what was read so far is answered. */
  readonly signal: AbortSignal;
}

/** The answer, what is wrong with the question, or that there is no such source. */
export type ItemReading =
  | { readonly state: 'read'; readonly answer: ItemAnswer }
  | { readonly state: 'bad question'; readonly detail: string }
  | NoSuchSource;

/** Explains one item of a source, or lists those that a search matches. Failures of Coveo are part of the answer. */
export async function readItem(request: ItemRequest): Promise<ItemReading> {
  const { access, sourceId, signal } = request;
  const match = request.match ?? 'exact';
  // White space around a pasted URI is never part of it.
  const uri = (request.uri ?? '').trim();
  if (!isMatch(match)) {
    return { state: 'bad question', detail: '“match” is exact (the default), substring or wildcard.' };
  }
  const mistake = uriMistake(uri, match);
  if (mistake !== null) return { state: 'bad question', detail: mistake };
  const { client } = access;
  const sighting = await observeItem({ client, sourceId, uri, shownUri: redact(uri), match, signal });
  if (sighting.kind === 'no such source') return noSuchSource(sighting.answer);
  if (sighting.kind === 'search') return { state: 'read', answer: listMatches(sighting.search, sourceId) };
  const { observation } = sighting;
  const { region, organization } = client;
  const issues = await issuesOf(observation, { region, organization, source: sourceId });
  // Only a token that was let see the source and its log now is shown what others recorded.
  const isLetIn = observation.source.value !== null && observation.history.part.state === 'complete';
  const recorded = isLetIn ? await recordedOfItem({ access, sourceId }, observation.uri) : [];
  const all = recorded.length === 0 ? observation : { ...observation, recorded };
  return { state: 'read', answer: explainItem(all, sourceId, PROBLEMS, issues) };
}

function isMatch(text: string): text is ItemMatch {
  return text === 'exact' || text === 'substring' || text === 'wildcard';
}

function uriMistake(uri: string, match: ItemMatch): string | null {
  if (uri === '') return '“uri” is missing: the item’s URI, or what to look for in it.';
  if (uri.length > LONGEST_ITEM_URI) return `“uri” is longer than ${LONGEST_ITEM_URI} characters.`;
  const told = match === 'wildcard' ? uri.replace(/[*?]/g, '') : uri;
  if (match !== 'exact' && told.length < SHORTEST_SEARCH) {
    return `A search needs at least ${SHORTEST_SEARCH} characters${match === 'wildcard' ? ' beside * and ?' : ''}.`;
  }
  return null;
}

/** The issues that failed rows of an item are counted in. None where the store fails: the answer stands without. */
async function issuesOf(
  observation: ItemObservation,
  place: { readonly region: string; readonly organization: string; readonly source: string },
): Promise<IssuesByRow> {
  const issues = new Map<string, FindingIssue>();
  const problemOf = problemFinder(PROBLEMS, issues);
  const known = new Map<string, FindingIssue | null>();
  try {
    const database = await processStore();
    for (const row of failedRows(observation)) {
      const problem = problemOf(row)?.id;
      if (problem === undefined) continue;
      const ids = issueKeys(row).map((key) => issueId(fingerprintOf({ ...place, problem, key })));
      const kind = ids.join();
      if (!known.has(kind) && known.size < MOST_KINDS) known.set(kind, await firstIssue(database, ids));
      const issue = known.get(kind);
      if (issue) issues.set(row.guid, issue);
    }
  } catch (error) {
    console.error('The issues of an item could not be read:', error);
  }
  return issues;
}

async function firstIssue(
  database: Awaited<ReturnType<typeof processStore>>,
  ids: readonly string[],
): Promise<FindingIssue | null> {
  for (const id of ids) {
    const issue = await readIssue(database, id);
    if (issue !== null) return { id, state: issue.state, count: issue.count };
  }
  return null;
}
