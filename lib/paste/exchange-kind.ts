import type { PasteKind } from './facts';
import type { Group } from './grouping';
import type { SignMark } from './marks';

const KINDS: Readonly<Record<Group['documents'][number]['kind'], PasteKind>> = {
  rows: 'log rows',
  activities: 'activity',
  privilege: 'privilege evaluation',
  payload: 'push payload',
  HAR: 'http exchange',
  'file container': 'prose',
};

/** What kind of a stretch an exchange is. */
export function kindOf(group: Group, signs: readonly SignMark[], ids: number): PasteKind {
  const { request, sent, status, tags, bodies } = group;
  const document = group.documents.find(({ kind }) => kind !== 'payload') ?? group.documents[0];
  const transcript =
    sent !== null ||
    (request !== null && request.from === 'line') ||
    (status !== null && status.headers.length > 0);
  if (
    document !== undefined &&
    (document.kind !== 'payload' || (request === null && status === null && bodies.length === 0))
  ) {
    return KINDS[document.kind];
  }
  const answered = status !== null || bodies.length > 0 || tags !== null;
  if (transcript || (request !== null && answered) || status?.form === 'line') return 'http exchange';
  if (request !== null) return 'cURL command';
  if (tags !== null)
    return tags.tags.some(({ name }) => /^(?:error|code|message|servertime|expires)$/.test(name))
      ? 'S3 error'
      : 'HTML page';
  if (signs.some(isOfClient)) return 'client message';
  if (bodies.some(({ fields }) => fields.some(({ quoted }) => quoted))) return 'error body';
  if (status !== null && (status.form === 'keyword' || group.address !== null)) return 'http exchange';
  return ids > 0 && group.codes.length === 0 && group.end - group.start < 200 ? 'identifier' : 'prose';
}

/** Whether a sign is of a client or its package, and not a code or a field. */
function isOfClient({ of, value }: SignMark): boolean {
  return (
    of === 'coveo' &&
    !/^(?:[A-Z0-9_]+|documentLogEntries|privilegeEvaluationResultCodes|compressed\w+)$/.test(value)
  );
}
