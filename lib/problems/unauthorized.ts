import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { isForeign, recognition } from './paste-signs';
import type { DecidingRequest, Problem, Recognition } from './problem';
import { tokenFault } from './sent-token';

const SIGNS: ErrorSigns = {
  genericCodes: ['UNAUTHORIZED'],
  statuses: [401],
  fitting: [
    phrase('authentication is required', 'authentication is required'),
    phrase('full authentication is required', 'full authentication is required'),
    phrase('no authorization header', 'no authorization header'),
    phrase('missing authorization header', 'missing (?:an |the )?authorization header'),
    phrase('unauthenticated', 'unauthenticated'),
    phrase('not authenticated', 'not authenticated'),
    // As Amazon’s API gateway says it in `x-amzn-errortype` (inferred from its 403).
    phrase('UnauthorizedException', 'UnauthorizedException'),
  ],
  alone: 'possible',
};

/** Whether a token is taken at all: an organization may be read with any token that belongs to it. */
export const TOKEN_WORKS: DecidingRequest = {
  tells:
    'With the very same token: 401 again means that Coveo does not take the token; any other answer means that it does, and that the client sends it wrongly.',
  call: { name: 'organization.status' },
};

const WRONG_IF =
  'The request as it arrived at Coveo carried one Authorization header: the word Bearer, a blank, and a valid token.';

function recognise(facts: Facts): Recognition | null {
  const anonymous = anonymousEvaluation(facts);
  if (anonymous !== null) return anonymous;
  const sign = readSign(facts, SIGNS);
  if (sign === null) return null;
  const fault = tokenFault(facts);
  if (sign.by === 'status' && fault?.seen === 'a wrong one') return null;
  if (fault !== null) {
    const isProof = fault.seen === 'none' && facts.credentials?.header === 'missing';
    return recognition(sign, {
      confidence: sign.confidence === 'certain' || isProof ? 'certain' : 'likely',
      reasons: [...sign.reasons, fault.text],
      spans: [...sign.spans, ...fault.spans],
      inRequest: fault.step,
      wrongIf: WRONG_IF,
    });
  }
  return recognition(sign, {
    reasons: [
      ...sign.reasons,
      sign.by === 'status'
        ? 'The text does not show whether a token was sent, or which: a token that is not valid gives 401 too.'
        : 'The text does not show what was wrong with the Authorization header.',
    ],
    wrongIf: WRONG_IF,
    decidedBy: TOKEN_WORKS,
  });
}

function anonymousEvaluation(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  const evaluation = facts.privileges.find(({ codes }) =>
    codes.includes('OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION'),
  );
  if (evaluation === undefined) return null;
  return recognition(
    {
      confidence: 'certain',
      reasons: [
        'The privilege evaluation was asked without a token: OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION.',
      ],
      spans: [evaluation.span],
    },
    { wrongIf: WRONG_IF },
  );
}

/** A call of the Push API without a token that Coveo can see (article 95). */
export const unauthorized: Problem = {
  id: 'unauthorized',
  words: {
    title: 'Not authenticated',
    whatHappened: 'Coveo refused the request with 401 `UNAUTHORIZED`: it saw no token that it could check.',
    cause:
      'The `Authorization` header is not there, is empty, has another scheme than `Bearer`, or was dropped on the way by a proxy or a redirect. Coveo’s general documentation also names 401 for calls that lack privileges.',
    fix: [
      'Look at the request as it leaves (`curl -v`, a proxy, the client’s debug log): there must be one line `Authorization: Bearer $COVEO_TOKEN` with the token’s value.',
      'No key yet: on the Sources page of the Administration Console select the source, and click Create API key. That key has what pushing needs.',
      'Check that the program reads the key where it runs: an environment variable may be set on one machine only.',
      'If the header is right and a 401 stays, let an administrator check the token’s privileges.',
    ],
    mistakes: [
      'Sending the key as a query parameter, as `Basic`, or in a header of another name.',
      'Single quotes around `$COVEO_TOKEN` in a shell: then the name is sent, not the value.',
      'Sending this header to the `uploadUri` of a file container as well: that address is signed, and takes none.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('401 - UNAUTHORIZED'),
    unsure:
      'That a redirect or proxy may drop the header is general experience, not something that Coveo documents.',
  },
  signs: { statuses: [401], codes: ['UNAUTHORIZED'] },
  example: `> PUT /push/v1/organizations/myorg/sources/abcdefghijklmnopqrstuvwxyz-myorg/documents?documentId=https://example.com/1 HTTP/1.1
> Host: api.cloud.coveo.com
> Content-Type: application/json
>
< HTTP/1.1 401 Unauthorized
< Content-Type: application/json
<
{"errorCode": "UNAUTHORIZED", "message": "Full authentication is required."}`,
  paste: errorDoor(SIGNS, recognise),
  later: [],
};
