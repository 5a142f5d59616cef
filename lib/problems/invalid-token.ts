import { type ApiKey, hasEnded } from '@/lib/evidence/api-key';
import type { TimeWindow } from '@/lib/evidence/time';
import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import {
  type EndedKey,
  endedKeys,
  keysOf,
  lastPush,
  lastPushText,
  mayHavePushed,
  noneSince,
  successor,
} from './customer-keys';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { type Finding, NO_ITEMS } from './finding';
import { recognition } from './paste-signs';
import { formatMoment } from './phrasing';
import type { Detection, Observed, Problem, Recognition } from './problem';
import { tokenFault, tokenHint } from './sent-token';
import { silentSource } from './silent-source';
import { TOKEN_WORKS } from './unauthorized';

const SIGNS: ErrorSigns = {
  genericCodes: ['INVALID_TOKEN'],
  statuses: [401],
  plain: [phrase('provided token is invalid or expired', 'provided token is invalid or expired')],
  fitting: [
    phrase('token is invalid', 'token is (?:invalid|not valid)'),
    phrase('token is expired', 'token (?:is|has|was) (?:invalid or )?expired'),
    phrase('token not recognized', 'token (?:is not|isn.t|was not) recogni[sz]ed'),
    phrase('invalid access token', 'invalid (?:access |bearer |api )?(?:token|key)'),
    phrase('API key is invalid', 'api key (?:is|was) (?:invalid|not valid|disabled|expired|deleted)'),
    phrase('expired access token', 'expired (?:access |bearer )?token'),
  ],
  alone: 'possible',
};

function recognise(facts: Facts): Recognition | null {
  const sign = readSign(facts, SIGNS);
  if (sign === null) return null;
  const fault = tokenFault(facts);
  if (sign.by === 'status' && fault?.seen === 'none') return null;
  const hint = tokenHint(facts);
  if (fault !== null) {
    return recognition(sign, {
      confidence: sign.confidence === 'certain' ? 'certain' : 'likely',
      reasons: [...sign.reasons, fault.text],
      spans: [...sign.spans, ...fault.spans],
      inRequest: fault.step,
      wrongIf: 'The request as it left held one valid token after the word Bearer.',
    });
  }
  return recognition(sign, {
    reasons: [
      ...sign.reasons,
      hint ??
        'Whether it ended, was disabled, belongs to another region, or may not be used from this address, the text does not tell.',
    ],
    wrongIf: 'Another call with the very same token is answered.',
    decidedBy: TOKEN_WORKS,
  });
}

/**
 * About the customer's keys, not about our token: one that may edit the source and has ended, with no push since; or
 * one that is bound to addresses, while the source is silent. Which key a job pushes with, no log records.
 */
function detect(observed: Observed): Detection {
  const { evidence, pipeline } = observed;
  if (evidence.source === null) return { state: 'not checked', why: 'The source itself was not read.' };
  const keys = keysOf(evidence);
  if (keys.length === 0) {
    return {
      state: 'not checked',
      why: 'No API key of the organization may edit this source: whatever token is pushed with, nothing tells of it.',
    };
  }
  const ended = endedKeys(evidence);
  const bound = keys.filter(
    (key) => key.restricted && !hasEnded(key, evidence.now) && !key.edits.includes('*'),
  );
  if (ended.length === 0 && bound.length === 0) return { state: 'clear' };
  const last = lastPush(observed);
  if (last === 'unknown') {
    return {
      state: 'not checked',
      why: 'An API key that may edit this source has ended or is bound to addresses; whether anything was pushed since is not known, because not all log rows were read.',
    };
  }
  const suspects = ended
    .filter(({ key }) => mayHavePushed(key, last))
    .map((end) => ({ ...end, noneSince: end.after || noneSince(last, end.endedAt, pipeline.settleMs) }));
  const found = suspects.find((suspect) => suspect.noneSince === true);
  if (found) return { state: 'found', findings: [describeEnded(observed, found, last)] };
  if (suspects.some((suspect) => suspect.noneSince === null)) {
    return {
      state: 'not checked',
      why: `An API key that may edit this source has ended, and whether anything was pushed since is not known. ${lastPushText(last)}`,
    };
  }
  const restricted = bound.find((key) => mayHavePushed(key, last));
  if (!restricted) return { state: 'clear' };
  const silent = silentSource.live;
  const isRead = silent?.needs.every((part) => evidence.coverage.parts[part].state === 'complete');
  if (!silent || !isRead || pipeline.runsUnknown !== null) {
    return {
      state: 'not checked',
      why: 'An API key that may edit this source is bound to addresses; whether the source is silent is not known, because not all log rows were read.',
    };
  }
  if (silent.detect(observed).state !== 'found') return { state: 'clear' };
  return { state: 'found', findings: [describeBound(observed, restricted, last)] };
}

const NO_ROWS = { evidence: [], evidenceTotal: 0, rows: [], activities: [], items: NO_ITEMS } as const;
const ONE_KEY = { count: 1, unit: 'operations', measure: '1 API key' } as const;

function describeEnded(
  { evidence }: Observed,
  { key, endedAt, after }: EndedKey,
  last: TimeWindow | null,
): Finding {
  const next = successor(evidence, key);
  const isLikely = next === null && last !== null;
  const moment = formatMoment(endedAt);
  const how = key.status === 'EXPIRED' || !key.status.startsWith('DISABLED') ? 'expired' : 'was disabled';
  const when = after ? `some time after ${moment}, when it was last used` : moment;
  return {
    problem: 'invalid-token',
    key: key.id,
    title: `API key “${key.name}” ${how}${after ? '' : ` ${moment}`}, and no push came since`,
    severity: isLikely ? 'warning' : 'info',
    impact: isLikely ? 'degraded' : null,
    confidence: isLikely ? 'likely' : 'possible',
    confidenceReason:
      next === null
        ? 'Which key a job pushes with no log records: that it was this one is inferred.'
        : `Which key a job pushes with no log records, and “${next.name}” was made later: the job may use that one by now.`,
    ...ONE_KEY,
    firstSeen: endedAt,
    lastSeen: endedAt,
    ...NO_ROWS,
    text: `“${key.name}” may edit this source and ${how} (${key.status}) ${when}. ${lastPushText(last)} A job that still sends it is refused with 401 \`INVALID_TOKEN\`, and leaves no row.`,
    assumptions: [],
  };
}

function describeBound({ evidence }: Observed, key: ApiKey, last: TimeWindow | null): Finding {
  const at = last?.to ?? evidence.window.from;
  return {
    problem: 'invalid-token',
    key: key.id,
    title: `API key “${key.name}” may be used from some addresses only, and no push came since ${formatMoment(at)}`,
    severity: 'info',
    impact: null,
    confidence: 'likely',
    confidenceReason: 'From where a job calls, and with which key, Coveo does not show.',
    ...ONE_KEY,
    firstSeen: at,
    lastSeen: at,
    ...NO_ROWS,
    text: `“${key.name}” may edit this source, and has a list of allowed or denied addresses. A job that moved to another address is refused with 401 \`INVALID_TOKEN\`, and leaves no row.`,
    assumptions: [],
  };
}

/** The token that was sent is not known to Coveo in this region, or no longer (article 95). */
export const invalidToken: Problem = {
  id: 'invalid-token',
  words: {
    title: 'Token not recognised',
    whatHappened:
      'Coveo refused the request with 401 `INVALID_TOKEN`: a token was sent, and Coveo does not take it.',
    cause:
      'An OAuth token that has ended; an API key that was deleted, disabled (also for not being used, or because it was found in public) or has expired; an address from which the key may not be used; a key of an organization in another region; or a token that was damaged on its way into the header.',
    fix: [
      'Find out which kind it is: an API key looks like `xx` and a UUID; nearly everything else is an OAuth token.',
      'API key: on the API Keys page of the right organization look at its status, its expiry and its allowed IP addresses; enable it, or create a new one from the source’s page.',
      'OAuth token: fetch a fresh one. For a job that runs by itself use an API key instead.',
      'Check that the host is the one of the organization’s region, for example `api-eu.cloud.coveo.com`.',
      'Look at the header as it leaves: `Bearer` once, one blank, the token without quotes or a line break.',
    ],
    mistakes: [
      'A header `Authorization: Bearer Bearer …`: the client already adds the word.',
      'Copying the key’s id, or only a part of the key: the whole key is shown once, when it is created.',
      'Creating a new key at once: if an address list or an expiry ended the old one, the next will end the same way.',
    ],
    actor: 'administrator',
    retryable: false,
    retryAfter: null,
    article: article95('401 - INVALID_TOKEN'),
    unsure: 'That a key of another region’s organization gives this answer is inferred.',
  },
  signs: { statuses: [401], codes: ['INVALID_TOKEN'] },
  example: `HTTP/1.1 401 Unauthorized
Content-Type: application/json

{"message": "The provided token is invalid or expired.", "errorCode": "INVALID_TOKEN"}`,
  paste: errorDoor(SIGNS, recognise),
  live: { needs: ['keys'], fromPart: false, detect },
  later: [],
};
