import { isBatchRow, isFailure } from '@/lib/evidence/log-row';
import { matchPhrase } from '@/lib/evidence/meta';
import type { Facts } from '@/lib/paste/facts';
import { type Phrase, phrase } from '@/lib/paste/vocabulary';
import { isForeign, quoted, recognition, saidOf } from './paste-signs';
import { claimedRows, rowSign } from './pasted-rows';
import { countOf, formatCount, formatMoment } from './phrasing';
import type { Claim, DecidingRequest, Detection, FailedRow, Observed, Problem, Recognition } from './problem';
import { fromRows as seenIn, sinceThen } from './row-finding';

/** Whether an id has the form that Coveo wants: `<scheme>://` and something after it (article 78). */
export function isDocumentId(id: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/\S/i.test(id);
}

/** Whether a text says that an item's id is not valid. Coveo publishes neither code nor wording. */
export function saysDocumentIdInvalid(text: string): boolean {
  const words = text.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  return (
    /\b(?:document|item)(?:['’]s)? ?(?:id|uri|url|identifier)\b/i.test(words) &&
    /\b(?:invalid|malformed|not (?:a |an )?(?:valid|absolute|well[- ]formed)|scheme|must be (?:a|an)\b)/i.test(
      words,
    )
  );
}

const PHRASES: readonly Phrase[] = [
  phrase('invalid-document-id', 'invalid (?:document ?|item ?)(?:id|uri|identifier)'),
  phrase(
    'document-id-invalid',
    String.raw`document id (?:(?:\S{1,200} )?(?:is|was) )?(?:invalid|malformed|not (?:a |an )?valid)`,
  ),
  phrase(
    'documentid-invalid',
    String.raw`documentId (?:(?:\S{1,200} )?(?:is|was) )?(?:invalid|malformed|not (?:a |an )?valid)`,
  ),
  phrase('documentid-must', 'documentId (?:must|should|has to) be (?:a |an )?(?:valid|absolute|well.formed)'),
  phrase('document-uri-invalid', 'document uri (?:is |was )?(?:invalid|malformed|not (?:a |an )?valid)'),
];

/** What decides within a row. */
const TELLING = /(?:document|item)(?:['’]s)?[ _]?(?:id|uri|url|identifier)\b[^"\n]{1,80}/i;

const WRONG_IF =
  'The `documentId` that was pushed begins with a scheme and `://`, and another rule refused the item.';

const LOOK_INTO_LOG = (item: string | null): DecidingRequest => ({
  tells: 'How the item ended in the pipeline: a REJECTED row with words about its id confirms it.',
  call: { name: 'logs.list', item },
});

function claim({ row, meta }: FailedRow): Claim | null {
  if (!isFailure(row) || isBatchRow(row)) return null;
  const said = matchPhrase(meta, saysDocumentIdInvalid);
  if (said !== null) return said;
  const isMute = meta.every(({ path }) => /ordering/i.test(path));
  return isMute && row.item !== null && !isDocumentId(row.item) ? 'likely' : null;
}

function detect({ claimed, pipeline }: Observed): Detection {
  if (claimed.length === 0) return { state: 'clear' };
  const { lost, ...seen } = seenIn(claimed, pipeline);
  const items = seen.items.total;
  const isMute = claimed.every(({ meta }) => !meta.some(({ path }) => !/ordering/i.test(path)));
  const isRefuted =
    isMute && pipeline.operations.some(({ outcome, item }) => outcome === 'indexed' && !isDocumentId(item));
  return {
    state: 'found',
    findings: [
      {
        problem: 'invalid-document-id',
        key: '',
        title: `${countOf(items, 'item')} refused: the documentId is no address`,
        ...seen,
        ...(isRefuted ? { confidence: 'possible' } : {}),
        confidenceReason: isRefuted
          ? 'The rows give no reason, and other items with such ids were indexed.'
          : isMute
            ? 'The rows give no reason: it is inferred from the ids themselves.'
            : 'Coveo does not publish the code of this refusal: its words were matched.',
        count: items,
        unit: 'items',
        text: `${countOf(claimed.length, 'row')} on ${countOf(items, 'item')}, first ${formatMoment(seen.firstSeen)}, last ${formatMoment(seen.lastSeen)}. ${kindsOf(claimed.flatMap(({ row }) => (row.item === null ? [] : [row.item])))} ${sinceThen(lost, items)}`,
        assumptions: [],
      },
    ],
  };
}

/** How the ids fail the form, in a sentence. */
function kindsOf(ids: readonly string[]): string {
  const kinds = new Map<string, number>();
  for (const id of new Set(ids)) {
    const kind = kindOf(id);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  if (kinds.size === 0) return 'The rows name no item.';
  const parts = [...kinds].sort(([, a], [, b]) => b - a);
  return `Of these ids ${parts.map(([kind, n]) => `${formatCount(n)} ${kind}`).join(', ')}.`;
}

function kindOf(id: string): string {
  if (isDocumentId(id)) return 'with scheme and `://`: what is wrong with them is not shown';
  if (id.startsWith('/')) return 'as a path (`/…`)';
  return /^[a-z][a-z0-9+.-]*:(?!\/\/)/i.test(id) ? 'with a scheme, but without `//`' : 'without scheme';
}

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  return fromRows(facts) ?? fromRequest(facts) ?? fromWords(facts);
}

function fromRows(facts: Facts): Recognition | null {
  const rows = claimedRows(facts, { claim });
  const sign = rowSign(facts, rows, TELLING);
  if (sign === null) return null;
  const malformed = rows.find(({ row }) => row.item !== null && !isDocumentId(row.item))?.row.item ?? null;
  return recognition(sign, {
    reasons: [
      ...sign.reasons,
      malformed === null
        ? 'The ids in the rows have a scheme: what is wrong with them is not shown.'
        : `The item “${shorten(malformed)}” does not begin with a scheme and \`://\`.`,
    ],
    wrongIf: WRONG_IF,
  });
}

/** Coveo answers 202 and rejects the item later, so that a call which succeeded shows it as well. */
function fromRequest({ request, status }: Facts): Recognition | null {
  const url = request?.url;
  if (url == null || (url.service !== 'push' && url.service !== 'sandbox')) return null;
  if (!/\/documents\/?$/.test(url.path) || (status !== null && status.value >= 300)) return null;
  const id = url.parameters.find(({ name }) => name.toLowerCase() === 'documentid');
  if (id === undefined || id.value.trim() === '' || isUnexpanded(id.value) || isDocumentId(id.value))
    return null;
  return {
    confidence: 'likely',
    reasons: [
      `The call’s \`documentId\` is “${shorten(id.value)}”, which does not begin with a scheme and \`://\`.`,
      ...(status === null
        ? []
        : [`The answer ${status.value} only says that the item was queued: such an id is refused later.`]),
    ],
    spans: [id.span],
    wrongIf: 'The item is indexed all the same: its row at INDEXING is COMPLETED.',
    decidedBy: LOOK_INTO_LOG(id.value),
    retryAfter: null,
  };
}

/** `$ID`, `{documentId}`, `<id>`, `%ID%`: a template, and no id. */
function isUnexpanded(id: string): boolean {
  return /[{}<>$]|^%\w+%$/.test(id);
}

function fromWords(facts: Facts): Recognition | null {
  // The call itself succeeds: the item is refused later.
  if (facts.s3 !== null || facts.codes.some(({ from }) => from === 'field')) return null;
  const said = saidOf(facts, PHRASES);
  if (said === null) return null;
  return {
    confidence: facts.coveo === null ? 'possible' : 'likely',
    reasons: [
      `The text says “${quoted(facts, said.span)}”.`,
      ...(facts.coveo === null ? ['Nothing else in it is plainly Coveo’s.'] : []),
    ],
    spans: [said.span],
    wrongIf: WRONG_IF,
    decidedBy: LOOK_INTO_LOG(null),
    retryAfter: null,
  };
}

function shorten(id: string): string {
  return id.length <= 60 ? id : `${id.slice(0, 59)}…`;
}

/** A documentId without scheme is accepted with 202, and its item rejected later (article 78). */
export const invalidDocumentId: Problem = {
  id: 'invalid-document-id',
  words: {
    title: 'documentId that is no address',
    whatHappened:
      'The Push API accepted the item with `202`, and the pipeline rejected it: its `documentId` is not of the form `<scheme>://<path>`.',
    cause:
      'The client sends what its own system calls the item: a database key (`12345`), a path (`/a/b/c`), an address without scheme (`www.example.com/help`), or a scheme without `//` (`mail:12345`).',
    fix: [
      'Look at the `documentId` of one rejected item as it was sent.',
      'Give each item an absolute address: the one that people open (`https://www.example.com/help/12`), or one of a scheme of your own (`product://12345`).',
      'Percent-encode it in the query string of single-item calls: an unencoded `?`, `#` or `&` cuts it off.',
      'Keep it the same from push to push: under a new id it is another item, and the old one stays until it is deleted.',
      'Push the item again, and look for its row at Indexing.',
    ],
    mistakes: [
      'Percent-encoding the `documentId` inside a batch as well: there it stands as it is.',
      'Testing with a delete: deleting an id that nobody knows also answers `202`.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: { title: 'Coveo 78: Push API reference', url: 'https://docs.coveo.com/en/78/' },
    unsure:
      'The form, and that the refusal comes after the `202`, are documented; what the log row says then is not, so its words are matched.',
  },
  signs: { statuses: [], codes: [] },
  example: `curl -X PUT -H 'Authorization: Bearer $COVEO_TOKEN' -H 'Content-Type: application/json' -d '{"title":"Leave policy","data":"..."}' 'https://api.cloud.coveo.com/push/v1/organizations/exampleorg/sources/abcdefghijklmnopqrstuvwxyz-exampleorg/documents?documentId=hr%2F42'`,
  paste: { codes: [], phrases: PHRASES, recognise },
  live: { needs: ['failures'], fromPart: true, claim, detect },
  later: ['pre-flight'],
};
