import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { NO_ITEMS } from './finding';
import { stepOf } from './mismatch-step';
import { recognition } from './paste-signs';
import type { DecidingRequest, Detection, Observed, Problem, Recognition } from './problem';
import { CODES_OF_412 } from './push-parameters';

const SIGNS: ErrorSigns = {
  codes: ['SOURCE_DOES_NOT_EXIST'],
  statuses: [412, 404],
  plain: [phrase('source of an id does not exist', 'source (?:id )?\\S{26,120} (?:does not|doesn.t) exist')],
  fitting: [
    phrase('source does not exist', 'source (?:\\S{1,120} )?(?:does not|doesn.t) exist'),
    phrase('source not found', 'source (?:\\S{1,120} )?(?:is |was )?not found'),
    phrase('source could not be found', 'source (?:\\S{1,120} )?(?:could not|cannot|can.t) be found'),
  ],
  alone: 'possible',
};

const SOURCE: DecidingRequest = {
  tells:
    '200 shows the source, and that the id is right for this organization and region; 404 that no source of this id is there; 401 or 403 that this token cannot tell.',
  call: { name: 'sources.get' },
};

const CANNOT_TELL =
  'The id may be misspelt, of another organization or region, or the organization may just have been created: the text does not tell which.';

function recognise(facts: Facts): Recognition | null {
  const sign = readSign(facts, SIGNS);
  if (sign === null || (sign.by === 'status' && facts.status?.value !== 412)) return null;
  const misfit = facts.mismatches[0];
  if (sign.by === 'status' && misfit === undefined) {
    return recognition(sign, {
      reasons: [...sign.reasons, CODES_OF_412],
      wrongIf: 'The source can be read by this id in the same organization and region.',
      decidedBy: SOURCE,
    });
  }
  const looksLikeName = isName(facts.request?.url?.source ?? null);
  return recognition(sign, {
    confidence: sign.by === 'status' ? 'likely' : sign.confidence,
    reasons: [
      ...sign.reasons,
      misfit?.text ??
        (looksLikeName
          ? 'What stands in the path looks like the name of a source, not like an id.'
          : CANNOT_TELL),
    ],
    spans: misfit === undefined ? sign.spans : [...sign.spans, misfit.span],
    ...(misfit === undefined ? {} : { inRequest: stepOf(misfit) }),
    wrongIf: 'The source can be read by this id in the same organization and region.',
    decidedBy: SOURCE,
  });
}

/** Source ids hold 26 random characters and the organization's id; a name is shorter, or has blanks. */
function isName(source: string | null): boolean {
  return source !== null && (/\s/.test(source) || (source.length < 26 && !/[<>{}$]/.test(source)));
}

/** Whether Coveo itself knows no source of the id that was asked for: then nobody can push to it either. */
function detect({ evidence }: Observed): Detection {
  const { source, now, coverage } = evidence;
  if (source !== null || coverage.parts.source.status !== 404) return { state: 'clear' };
  return {
    state: 'found',
    all: true,
    findings: [
      {
        problem: 'source-does-not-exist',
        key: '',
        title: 'Coveo knows no source of this id',
        severity: 'error',
        impact: 'degraded',
        confidence: 'likely',
        confidenceReason:
          'That Coveo answered 404 for the source is certain; that pushes to it are refused for it is inferred.',
        count: 1,
        unit: 'operations',
        firstSeen: now,
        lastSeen: now,
        evidence: [],
        evidenceTotal: 0,
        rows: [],
        activities: [],
        measure: '1 source',
        items: NO_ITEMS,
        text: 'Coveo answered 404 for the source: its id is misspelt, it was deleted, or it belongs to another organization or region. Pushes to this id are refused with 412 `SOURCE_DOES_NOT_EXIST` and leave no row.',
        assumptions: [],
      },
    ],
  };
}

/** No source of this id where the request looked for it (article 95). */
export const sourceDoesNotExist: Problem = {
  id: 'source-does-not-exist',
  words: {
    title: 'Source does not exist',
    whatHappened:
      'Coveo refused the request with 412 `SOURCE_DOES_NOT_EXIST`: it finds no source of the `sourceId` in the path. Nothing was queued.',
    cause:
      'The `sourceId` is misspelt or is the source’s name, the source was deleted and created anew (which gives it a new id), it belongs to another organization or region, or it was created a moment ago in an organization that is still being set up.',
    fix: [
      'Copy the id from the Sources page of the right organization: it is 26 characters and the organization’s id, joined by a dash, in either order.',
      'Check the host’s region and the organization in the path.',
      'Just created: the first source of a new organization takes about 10 minutes, later ones a few seconds. Wait, and send it again.',
    ],
    mistakes: [
      'Using the name of the source, or the id of a security provider or an extension.',
      'Keeping the old id in the job’s settings after the source was recreated.',
    ],
    actor: 'client',
    retryable: true,
    retryAfter: 'in about 10 minutes, only if the organization or source was just created',
    article: article95('412 - SOURCE_DOES_NOT_EXIST'),
    unsure: 'That a host of another region answers in this way is inferred.',
  },
  signs: { statuses: [412], codes: ['SOURCE_DOES_NOT_EXIST'] },
  example: `PUT https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-otherorg/documents?documentId=https://example.com/1
HTTP/1.1 412 Precondition Failed
{"message": "Source 'abcdefghijklmnopqrstuvwxyz-otherorg' does not exist.", "errorCode": "SOURCE_DOES_NOT_EXIST"}`,
  paste: errorDoor(SIGNS, recognise),
  live: { needs: ['source'], fromPart: true, detect },
  later: [],
};
