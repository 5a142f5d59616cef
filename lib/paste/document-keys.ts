import { membersOf } from './json-value';

/** Whether words of the text make it worth looking for documents. */
export function mayHoldDocuments(words: ReadonlySet<string>): boolean {
  const has = (...all: readonly string[]) => all.every((word) => words.has(word));
  const one = TELLING.some((word) => words.has(word));
  const item = has('data') && (has('fileextension') || has('documentid') || has('permissions'));
  return one || item || (has('documentid') && CONTENT.some((word) => words.has(word)));
}

const TELLING =
  'documentlogentries addorupdate privilegeevaluationresultcodes evaluationreport approved triggeredby entries uploaduri datetime createdate startdate resourcetype task'.split(
    ' ',
  );
const CONTENT = 'delete fileextension compressedbinarydata compressedbinarydatafileid'.split(' ');

/** The keys of a parsed object, in lower case; empty for anything else. */
export function keysOf(value: unknown): Set<string> {
  return new Set(Object.keys(membersOf(value) ?? {}).map((key) => key.toLowerCase()));
}

/** Whether an object with these keys is a row of the Log Browser. */
export function isRow(keys: ReadonlySet<string>): boolean {
  const stage = ['task', 'operation', 'result'].filter((key) => keys.has(key)).length;
  return (
    stage === 3 || (stage >= 1 && keys.has('datetime') && (keys.has('id') || keys.has('guid') || stage >= 2))
  );
}

/** Whether an object with these keys is an activity. */
export function isActivity(keys: ReadonlySet<string>): boolean {
  if (!keys.has('operation') || !keys.has('id') || keys.has('task')) return false;
  return keys.has('state') || keys.has('resourcetype') || keys.has('triggeredby') || keys.has('createdate');
}

/** Whether an object with these keys is an item as it is pushed, and not an error. */
export function isItem(keys: ReadonlySet<string>): boolean {
  if (
    ['errorcode', 'message', 'status', 'statuscode', 'error', 'uploaduri', 'datetime', 'level'].some((key) =>
      keys.has(key),
    )
  )
    return false;
  const content = ['data', 'compressedbinarydata', 'compressedbinarydatafileid', 'fileextension'].filter(
    (key) => keys.has(key),
  ).length;
  const itself = [
    'documentid',
    'fileextension',
    'permissions',
    'title',
    'clickableuri',
    'documenttype',
    'parentid',
  ].some((key) => keys.has(key));
  return content > 0 && itself;
}
