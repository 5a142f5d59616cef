import { isBatchRow, isFailure } from '@/lib/evidence/log-row';
import { matchPhrase, metaText } from '@/lib/evidence/meta';
import type { Facts } from '@/lib/paste/facts';
import { type Phrase, phrase } from '@/lib/paste/vocabulary';
import { hasSucceeded, isForeign, quoted, recognition, saidOf } from './paste-signs';
import { claimedRows, rowSign } from './pasted-rows';
import { countOf, formatMoment, quoteLast } from './phrasing';
import type { Claim, Detection, FailedRow, Observed, Problem, Recognition } from './problem';
import { fromRows as seenIn, sinceThen } from './row-finding';

const ABSENT =
  /\b(?:miss(?:ing|es)|without|no(?: valid)? permissions?|ha(?:s|ve) no|invalid|not valid|absent|required|mandatory|must|empty|too many|more than 5[,. ]?000)\b/i;

/**
 * Whether a text says that an item's permissions are absent, not valid or too many. Coveo publishes neither code nor
 * wording; that a permission is *denied* is something else (a script, a file, a token), and so are privileges.
 */
export function saysPermissionsMissing(text: string): boolean {
  const words = text.replace(/_/g, ' ').replace(/([a-z])([A-Z])/g, '$1 $2');
  if (!/\bpermissions?\b/i.test(words) || /\b(?:denied|privileges?|insufficient)\b/i.test(words))
    return false;
  return ABSENT.test(words);
}

/** Wordings that speak of an item. */
const OF_AN_ITEM: readonly Phrase[] = [
  ...['item', 'items', 'document', 'documents'].map((word) =>
    phrase(
      `${word}-without-permissions`,
      `${word} (?:has |have |had |with |is |are )?(?:no|missing|invalid|empty|without)(?: valid)? permissions?`,
    ),
  ),
  phrase('no-valid-permissions', 'no valid permissions?'),
  phrase('without-valid-permissions', 'without valid permissions?'),
];
/** Wordings that may as well speak of a user or a token. */
const OF_ANYTHING: readonly Phrase[] = [
  phrase('missing-permissions', 'missing permissions?'),
  phrase(
    'permissions-are-missing',
    'permissions (?:are |were |is )?(?:missing|required|mandatory|invalid|empty)',
  ),
];
const SECURED: readonly Phrase[] = [
  phrase('secured-source', 'secured source'),
  phrase('source-is-secured', 'source is secured'),
];

const WRONG_IF =
  'The item carries valid `permissions` as it is pushed, or the source is not a secured one: then another rule refused it.';

function claim({ row, meta }: FailedRow): Claim | null {
  return isFailure(row) && !isBatchRow(row) ? matchPhrase(meta, saysPermissionsMissing) : null;
}

function detect({ claimed, pipeline }: Observed): Detection {
  if (claimed.length === 0) return { state: 'clear' };
  const { lost, ...seen } = seenIn(claimed, pipeline);
  const items = seen.items.total;
  const elsewhere = claimed.filter(({ row }) => !row.task.startsWith('CONSUMING')).length;
  return {
    state: 'found',
    findings: [
      {
        problem: 'missing-permissions',
        key: '',
        title: `${countOf(items, 'item')} refused: no valid permissions`,
        ...seen,
        confidenceReason: 'Coveo does not publish the code of this refusal: its words were matched.',
        count: items,
        unit: 'items',
        text: [
          `${countOf(claimed.length, 'row')} on ${countOf(items, 'item')}, first ${formatMoment(seen.firstSeen)}, last ${formatMoment(seen.lastSeen)}.`,
          elsewhere === 0
            ? ''
            : `${countOf(elsewhere, 'row')} of them at another stage than Consuming, where this refusal is documented.`,
          `The newest row says: ${quoteLast(metaText(claimed.at(-1)?.meta ?? []))}`,
          sinceThen(lost, items),
        ]
          .filter((sentence) => sentence !== '')
          .join(' '),
        assumptions: [],
      },
    ],
  };
}

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  return fromRows(facts) ?? fromWords(facts);
}

function fromRows(facts: Facts): Recognition | null {
  const sign = rowSign(facts, claimedRows(facts, { claim }), /[^"\n]{0,80}\bpermissions?\b[^"\n]{0,80}/i);
  if (sign === null) return null;
  return recognition(sign, {
    reasons: [...sign.reasons, 'Coveo does not publish the code of this refusal: its words were matched.'],
    wrongIf: WRONG_IF,
    decidedBy: {
      tells:
        'Whether the source is secured: where `sourceVisibility` is SECURED, every item needs permissions.',
      call: { name: 'sources.get' },
    },
  });
}

function fromWords(facts: Facts): Recognition | null {
  // A call refused with 401 or 403 is about the token, not about an item.
  if (hasSucceeded(facts) || facts.s3 !== null || facts.status !== null) return null;
  const ofItem = saidOf(facts, OF_AN_ITEM);
  const said = ofItem ?? saidOf(facts, OF_ANYTHING);
  const secured = saidOf(facts, SECURED);
  if (said === null) return null;
  if (ofItem === null && secured === null && facts.coveo === null) return null;
  const isLikely = secured !== null || (ofItem !== null && facts.coveo !== null);
  return {
    confidence: isLikely ? 'likely' : 'possible',
    reasons: [
      `The text says “${quoted(facts, said.span)}”.`,
      secured === null
        ? 'Whether the source is a secured one is not said.'
        : 'It speaks of a secured source, where every item needs permissions.',
    ],
    spans: [said.span, ...(secured === null ? [] : [secured.span])],
    wrongIf: WRONG_IF,
    decidedBy: {
      tells: 'How the item ended in the pipeline: a row in ERROR at CONSUMING confirms it.',
      call: { name: 'logs.list', item: null },
    },
    retryAfter: null,
  };
}

/** In a secured source an item without valid permissions is accepted with 202 and fails at Consuming (article 78). */
export const missingPermissions: Problem = {
  id: 'missing-permissions',
  words: {
    title: 'Item of a secured source without valid permissions',
    whatHappened:
      'The Push API accepted the item with `202`, and the pipeline refused it at Consuming: the source is secured, and the item does not say, or not validly, who may see it.',
    cause:
      'The item has no `permissions`, an empty list, or a form that cannot be read. It may also carry more than 5,000 permissions, or identities that are not valid ones.',
    fix: [
      'Open one refused item as the client sends it, and look for `permissions`.',
      'Give every item at least one permission set: `"permissions": [{"allowAnonymous": true}]` where everybody may see it, else `allowedPermissions` with `identity`, `identityType` and `securityProvider`.',
      'Use only `User`, `Group`, `VirtualGroup` or `Unknown` as `identityType`, and at most 5,000 permissions an item.',
      'Push the identities to the security provider as well.',
      'Push the item again, and look for its row at Indexing.',
      'If nobody’s access needs a limit, ask an administrator for a source that is not secured.',
    ],
    mistakes: [
      'Taking the `202` for proof that the permissions are right.',
      'Confusing it with `ACCESS_DENIED`: the token’s privileges have nothing to do with an item’s `permissions`.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: { title: 'Coveo 78: Push API reference', url: 'https://docs.coveo.com/en/78/' },
    unsure:
      'That such an item ends in an error at Consuming is documented. The words and the code of its row are not: they are matched by what they say.',
  },
  signs: { statuses: [], codes: [] },
  example: `{"documentLogEntries":[{"datetime":"2026-11-20T09:15:04.120Z","guid":"5b3c8f0e-6a51-4c5f-9d2e-0f6a1b7c8d90","id":"https://intranet.example.com/hr/42","operation":"ADD","task":"CONSUMING","result":"ERROR","sourceId":"abcdefghijklmnopqrstuvwxyz-exampleorg","meta":{"duration":"0.004","message":"The source is secured and the item has no valid permissions."}}],"hasNextPage":false}`,
  paste: { codes: [], phrases: [...OF_AN_ITEM, ...OF_ANYTHING, ...SECURED], recognise },
  live: { needs: ['failures'], fromPart: true, readsText: 'items', claim, detect },
  later: ['pre-flight'],
};
