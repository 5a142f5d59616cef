import { type Activity, readActivity } from '@/lib/evidence/activity';
import { readLogRow } from '@/lib/evidence/log-row';
import { isActivity, isItem, isRow, keysOf, mayHoldDocuments } from './document-keys';
import type { Fact, PayloadFacts, PrivilegeFact, RowFact, Span } from './facts';
import { type JsonContainer, readContainers } from './json-containers';
import { membersOf, parseJson } from './json-value';
import { readPrivilege } from './privilege';
import { type RowBudget, rowBudget, takesRow } from './row-budget';
import { readRowDate } from './row-date';

/** A JSON text that is known as a whole: not an error, but what Coveo's APIs answer or are sent. */
export interface PasteDocument {
  readonly kind: 'rows' | 'activities' | 'privilege' | 'payload' | 'HAR' | 'file container';
  readonly start: number;
  readonly end: number;
  readonly rows: { readonly read: readonly RowFact[]; readonly total: number };
  readonly activities: readonly Fact<Activity>[];
  readonly privileges: readonly PrivilegeFact[];
  readonly payload: PayloadFacts | null;
  /** Entries of a HAR. */
  readonly entries: readonly JsonContainer[];
}

/** The most activities that are kept of one paste. */
const MAX_ACTIVITIES = 1_000;
/** Deep enough for the entries of a HAR, and the rows of an answer. */
const DEPTH = 3;
/** An object longer than this is told by its keys only. */
const MAX_OBJECT = 1_000_000;

const NOTHING = {
  rows: { read: [], total: 0 },
  activities: [],
  privileges: [],
  payload: null,
  entries: [],
} as const;

/** The documents that stand in a text, in order. */
export function readDocuments(text: string, words: ReadonlySet<string>): PasteDocument[] {
  if (!mayHoldDocuments(words)) return [];
  const documents = documentsFrom(text, 0);
  if (documents.length > 0) return documents;
  // An answer that was logged stands in a string of the log's JSON.
  const escaped = text.search(ESCAPED_JSON);
  return escaped === -1 ? [] : documentsFrom(text, escaped);
}

const ESCAPED_JSON = /[{[](?:\s|\\+[nrt])*(?:[{[](?:\s|\\+[nrt])*)?(?:\\+"|&quot;)/;

function documentsFrom(text: string, from: number): PasteDocument[] {
  const containers = readContainers(text, from, text.length, DEPTH);
  const children = childrenOf(containers);
  const runs: PasteDocument[][] = [];
  const budget = rowBudget();
  for (const [index, container] of containers.entries()) {
    if (container.depth !== 0) continue;
    const found = readDocument(text, container, index, { containers, children, budget });
    if (found === null) continue;
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && last.kind === found.kind && isList(found) && isListGap(text, last.end, found.start))
      run.push(found);
    else runs.push([found]);
  }
  return runs.flatMap(joined);
}

interface Family {
  readonly containers: readonly JsonContainer[];
  readonly children: ReadonlyMap<number, readonly number[]>;
  readonly budget: RowBudget;
}

function childrenOf(containers: readonly JsonContainer[]): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const [index, { parent }] of containers.entries()) {
    const list = children.get(parent);
    if (list === undefined) children.set(parent, [index]);
    else list.push(index);
  }
  return children;
}

function isList({ kind }: PasteDocument): boolean {
  return kind === 'rows' || kind === 'activities';
}

/** Between rows that were copied one by one stand commas and line breaks. */
function isListGap(text: string, from: number, to: number): boolean {
  return to - from < 200 && !/[A-Za-z]{3}/.test(text.slice(from, to));
}

/** A run of lists as one. */
function joined(run: readonly PasteDocument[]): PasteDocument[] {
  const [first] = run;
  if (first === undefined || run.length === 1) return [...run];
  return [
    {
      ...first,
      end: run.at(-1)?.end ?? first.end,
      rows: {
        read: run.flatMap(({ rows }) => rows.read),
        total: run.reduce((sum, { rows }) => sum + rows.total, 0),
      },
      activities: run.flatMap(({ activities }) => activities),
    },
  ];
}

function readDocument(
  text: string,
  root: JsonContainer,
  index: number,
  family: Family,
): PasteDocument | null {
  const { containers, children, budget } = family;
  const place = { ...NOTHING, start: root.start, end: root.end };
  const members = (children.get(index) ?? []).flatMap((child) => {
    const container = containers[child];
    return container === undefined ? [] : [{ child, container }];
  });
  const elements = (child: number) => (children.get(child) ?? []).flatMap((one) => containers[one] ?? []);
  if (root.kind === 'array') return readList(text, place, elements(index), budget);
  const member = (name: string) => members.find(({ container }) => container.key?.toLowerCase() === name);
  const entries = member('documentlogentries');
  if (entries !== undefined) return rowsDocument(text, place, elements(entries.child), budget);
  const log = member('log');
  if (log !== undefined) {
    const list = (children.get(log.child) ?? []).find((child) => containers[child]?.key === 'entries');
    if (list !== undefined) return { ...place, kind: 'HAR', entries: elements(list) };
  }
  const add = member('addorupdate');
  const remove = member('delete');
  if (add !== undefined || (remove !== undefined && remove.container.kind === 'array')) {
    const count = (found: typeof add) => (found === undefined ? 0 : elements(found.child).length);
    const span: Span = [root.start, root.end];
    return {
      ...place,
      kind: 'payload',
      payload: { shape: 'batch', addOrUpdate: count(add), deletes: count(remove), span },
    };
  }
  const page = member('items');
  if (page !== undefined && page.container.kind === 'array') {
    const list = readList(text, place, elements(page.child), budget);
    if (list !== null) return list;
  }
  return readObject(text, place, root, budget);
}

type Place = typeof NOTHING & { readonly start: number; readonly end: number };

/** A list by its first element. */
function readList(
  text: string,
  place: Place,
  elements: readonly JsonContainer[],
  budget: RowBudget,
): PasteDocument | null {
  const first = elements.find(({ kind }) => kind === 'object');
  if (first === undefined || first.end - first.start > MAX_OBJECT) return null;
  const keys = keysOf(parseJson(text.slice(first.start, first.end)));
  if (isRow(keys)) return rowsDocument(text, place, elements, budget);
  if (!isActivity(keys)) return null;
  const activities = elements.slice(0, MAX_ACTIVITIES).flatMap((element) => {
    const activity = readActivity(parseJson(text.slice(element.start, element.end)));
    return activity === null ? [] : [{ value: activity, span: [element.start, element.end] as const }];
  });
  return { ...place, kind: 'activities', activities };
}

function rowsDocument(
  text: string,
  place: Place,
  elements: readonly JsonContainer[],
  budget: RowBudget,
): PasteDocument {
  const whole = elements.filter(({ complete }) => complete);
  const readable = whole.length > 0 ? whole : elements;
  const read = readable.flatMap((element) => rowAt(text, element, budget));
  return { ...place, kind: 'rows', rows: { read, total: elements.length } };
}

function rowAt(text: string, { start, end }: JsonContainer, budget: RowBudget): RowFact[] {
  if (!takesRow(budget, text, start, end)) return [];
  const value = parseJson(text.slice(start, end));
  const members = membersOf(value);
  if (members === null) return [];
  const { at, dated } = readRowDate(members.datetime);
  // A row without a readable date says what it says all the same.
  if (dated === 'not' && !isRow(keysOf(value))) return [];
  const row = readLogRow({ ...members, datetime: at });
  return row === null ? [] : [{ row, dated, span: [start, end] }];
}

/** A single object by its keys: a row, an activity, an answer of the privilege evaluation, an item, a file container. */
function readObject(
  text: string,
  place: Place,
  root: JsonContainer,
  budget: RowBudget,
): PasteDocument | null {
  const keys = new Set(root.keys);
  const span: Span = [root.start, root.end];
  if (isRow(keys)) return rowsDocument(text, place, [root], budget);
  if (isActivity(keys)) {
    const activity = readActivity(parseJson(text.slice(...span)));
    return activity === null
      ? null
      : { ...place, kind: 'activities', activities: [{ value: activity, span }] };
  }
  if (keys.has('approved') || keys.has('evaluationreport') || keys.has('privilegeevaluationresultcodes')) {
    const privilege = readPrivilege(parseJson(text.slice(...span)), span);
    if (privilege !== null) return { ...place, kind: 'privilege', privileges: [privilege] };
  }
  if (keys.has('uploaduri') && keys.has('fileid')) return { ...place, kind: 'file container' };
  if (isItem(keys)) {
    return { ...place, kind: 'payload', payload: { shape: 'item', addOrUpdate: 1, deletes: 0, span } };
  }
  return null;
}
