import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { recognition } from './paste-signs';
import type { Problem, Recognition } from './problem';
import { tokenFault, tokenHint } from './sent-token';
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
  later: ['live'],
};
