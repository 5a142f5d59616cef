import { describe, expect, it } from 'vitest';
import { buildKey, missingPart, nights, runRows, SOURCE_ID } from '@/lib/evidence/evidence-builder';
import type { CredentialFacts, Facts } from '@/lib/paste/facts';
import { type Finding, NO_ITEMS } from './finding';
import { invalidToken } from './invalid-token';
import { CLEAR, lookLive } from './live-door-under-test';
import { type Look, lookAt } from './paste-door-under-test';
import { TOKEN_WORKS } from './unauthorized';

const sent = (different: Partial<CredentialFacts>): Pick<Facts, 'credentials'> => ({
  credentials: { header: 'there', scheme: 'Bearer', shape: null, span: null, ...different },
});
const BARE = 'HTTP/1.1 401 api.cloud.coveo.com';
const BY_STATUS =
  'The status is 401, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.';
const CANNOT_TELL =
  'Whether it ended, was disabled, belongs to another region, or may not be used from this address, the text does not tell.';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `INVALID_TOKEN`.', 'Its status 401 fits.', CANNOT_TELL],
  spans: ['INVALID_TOKEN', '401'],
  wrongIf: 'Another call with the very same token is answered.',
  decidedBy: TOKEN_WORKS,
  retryAfter: null,
};

describe('a token that Coveo does not take is recognised', () => {
  it('by its code: certain, and says what the text does not tell', () => {
    expect(lookAt(invalidToken, 'HTTP/1.1 401 {"errorCode": "INVALID_TOKEN"}')).toEqual(BY_CODE);
  });

  it.each([
    [
      'api key',
      'The token has the shape of an API key: look up its status and its allowed addresses on the API Keys page.',
    ],
    [
      'JWT',
      'The token is a JWT, as OAuth and search tokens are: these end after a while, and must be fetched anew.',
    ],
  ] as const)('with what its shape points to: %s', (shape, hint) => {
    expect(lookAt(invalidToken, 'HTTP/1.1 401 {"errorCode": "INVALID_TOKEN"}', sent({ shape }))).toEqual({
      ...BY_CODE,
      reasons: ['The error’s code is `INVALID_TOKEN`.', 'Its status 401 fits.', hint],
    });
  });

  it.each([
    [
      'doubled Bearer',
      'The word Bearer stands twice in the Authorization header.',
      'Send the word `Bearer` once: the token in the client’s settings must not begin with it.',
    ],
    [
      'unexpanded variable',
      'The Authorization header holds the name of a variable in place of its value.',
      'Let the client put the token in the place of the variable’s name: in a shell double quotes do, single quotes do not.',
    ],
    [
      'placeholder',
      'The Authorization header holds a placeholder in place of a token.',
      'Put a real API key or OAuth token in the place of the placeholder.',
    ],
  ] as const)('as likely by a 401 of Coveo and a token that cannot be right: %s', (shape, reason, step) => {
    expect(lookAt(invalidToken, BARE, sent({ shape }))).toEqual({
      ...BY_CODE,
      confidence: 'likely',
      reasons: [BY_STATUS, reason],
      spans: ['401'],
      wrongIf: 'The request as it left held one valid token after the word Bearer.',
      decidedBy: null,
      inRequest: step,
    });
  });

  it('by the platform’s own sentence, wherever it stands: likely', () => {
    const seen = lookAt(invalidToken, 'The provided token is invalid or expired.', { kind: 'prose' });
    expect([seen?.confidence, seen?.spans]).toEqual(['likely', ['provided token is invalid or expired']]);
  });

  it.each(['Token is invalid', 'the token has expired', 'invalid access token', 'the API key was disabled'])(
    'by “%s” with its status and a sign of Coveo: likely',
    (words) => {
      expect(lookAt(invalidToken, `${BARE}: ${words}`)?.confidence).toBe('likely');
    },
  );

  it('as possible by a bare 401 of Coveo', () => {
    expect(lookAt(invalidToken, BARE)).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [BY_STATUS, CANNOT_TELL],
      spans: ['401'],
    });
  });
});

describe('a token that Coveo does not take is not claimed', () => {
  it('of a 401 where no token was sent', () => {
    expect(lookAt(invalidToken, BARE, sent({ header: 'missing', scheme: null }))).toBeNull();
  });

  it.each([
    'HTTP/1.1 401 Unauthorized',
    'SyntaxError: Unexpected token < in JSON at position 0',
    'your session token has expired, please log in',
    'HTTP/1.1 401 api.cloud.coveo.com {"errorCode": "UNAUTHORIZED"}',
  ])('of “%s”', (text) => {
    expect(lookAt(invalidToken, text, { kind: 'prose' })).toBeNull();
  });
});

describe('a live source', () => {
  const named = { problem: 'invalid-token', title: 'Token not recognised' };
  const runsUntil = (daysAgo: number) => nights(10, daysAgo).flatMap((at) => runRows(at, 2));
  const LAST = '2026-11-20T02:00:01.000Z';
  const EXPIRED_AT = '2026-11-20T14:00:00.000Z';
  /** The key of the job, which expired after its last push. */
  const expired = buildKey({ status: 'EXPIRED', disabled: true, expiresAt: EXPIRED_AT, lastUsedAt: LAST });
  const FOUND: Finding = {
    problem: 'invalid-token',
    key: 'key-1',
    title: 'API key “Articles job” expired Fri 20 Nov 14:00 UTC, and no push came since',
    severity: 'warning',
    impact: 'degraded',
    confidence: 'likely',
    confidenceReason: 'Which key a job pushes with no log records: that it was this one is inferred.',
    count: 1,
    unit: 'operations',
    measure: '1 API key',
    firstSeen: EXPIRED_AT,
    lastSeen: EXPIRED_AT,
    evidence: [],
    evidenceTotal: 0,
    rows: [],
    activities: [],
    items: NO_ITEMS,
    text: '“Articles job” may edit this source and expired (EXPIRED) Fri 20 Nov 14:00 UTC. The last push was Fri 20 Nov 02:00 UTC. A job that still sends it is refused with 401 `INVALID_TOKEN`, and leaves no row.',
    assumptions: [],
  };

  it('to which nothing came since a key of it expired is found: likely', () => {
    expect(lookLive(invalidToken, { rows: runsUntil(2), keys: [expired] })).toEqual({
      ...CLEAR,
      findings: [FOUND],
    });
  });

  it('is found by a key that was disabled, since it was, or since it was last used', () => {
    const disabled = { ...expired, status: 'DISABLED_FOR_INACTIVITY', expiresAt: null };
    const look = (disabledAt: string | null) =>
      lookLive(invalidToken, { rows: runsUntil(2), keys: [{ ...disabled, disabledAt }] }).findings;
    const [dated, undated] = [look(EXPIRED_AT), look(null)];
    expect([dated, undated]).toEqual([
      [
        {
          ...FOUND,
          title: 'API key “Articles job” was disabled Fri 20 Nov 14:00 UTC, and no push came since',
          text: FOUND.text.replace('expired (EXPIRED)', 'was disabled (DISABLED_FOR_INACTIVITY)'),
        },
      ],
      [
        {
          ...FOUND,
          title: 'API key “Articles job” was disabled, and no push came since',
          firstSeen: LAST,
          lastSeen: LAST,
          text: FOUND.text.replace(
            'expired (EXPIRED) Fri 20 Nov 14:00 UTC',
            'was disabled (DISABLED_FOR_INACTIVITY) some time after Fri 20 Nov 02:00 UTC, when it was last used',
          ),
        },
      ],
    ]);
  });

  it('is only possible, and not degraded, where a newer key was made for the source', () => {
    const next = buildKey({ id: 'key-2', name: 'New job', createdAt: '2026-11-21T09:00:00.000Z' });
    expect(lookLive(invalidToken, { rows: runsUntil(2), keys: [expired, next] }).findings).toEqual([
      {
        ...FOUND,
        severity: 'info',
        impact: null,
        confidence: 'possible',
        confidenceReason:
          'Which key a job pushes with no log records, and “New job” was made later: the job may use that one by now.',
      },
    ]);
  });

  it('is only possible where nothing was pushed for as long as Coveo keeps its logs', () => {
    const { findings } = lookLive(invalidToken, { rows: [], keys: [expired] });
    expect(findings.map(({ confidence, impact }) => [confidence, impact])).toEqual([['possible', null]]);
  });

  it.each([
    ['the key is alive', [buildKey()]],
    ['it pushed since', [{ ...expired, expiresAt: '2026-11-18T14:00:00.000Z' }]],
    [
      'the key was not used for long before',
      [{ ...expired, lastUsedAt: '2026-10-01T00:00:00.000Z' }, buildKey()],
    ],
    ['the key is another source’s', [{ ...expired, edits: ['other-org'] }, buildKey()]],
    ['a key of all sources is bound to addresses', [buildKey({ restricted: true, edits: ['*'] })]],
  ])('is clear where %s', (_, keys) => {
    expect(lookLive(invalidToken, { rows: runsUntil(2), keys })).toEqual(CLEAR);
  });

  it('takes rows that came within the settling time after the end for pushes before it', () => {
    const late = { ...expired, expiresAt: '2026-11-20T01:45:00.000Z' };
    const at = late.expiresAt;
    expect(lookLive(invalidToken, { rows: runsUntil(2), keys: [late] }).findings).toEqual([
      {
        ...FOUND,
        title: FOUND.title.replace('14:00', '01:45'),
        text: FOUND.text.replace('14:00', '01:45'),
        firstSeen: at,
        lastSeen: at,
      },
    ]);
  });

  it('that is silent, with a key that is bound to addresses, is told of it; one that pushes is not', () => {
    const keys = [buildKey({ restricted: true })];
    const [silent, busy] = [2, 0].map((days) => lookLive(invalidToken, { rows: runsUntil(days), keys }));
    expect(silent).toEqual({
      ...CLEAR,
      findings: [
        {
          ...FOUND,
          title:
            'API key “Articles job” may be used from some addresses only, and no push came since Fri 20 Nov 02:00 UTC',
          severity: 'info',
          impact: null,
          confidenceReason: 'From where a job calls, and with which key, Coveo does not show.',
          firstSeen: LAST,
          lastSeen: LAST,
          text: '“Articles job” may edit this source, and has a list of allowed or denied addresses. A job that moved to another address is refused with 401 `INVALID_TOKEN`, and leaves no row.',
        },
      ],
    });
    expect(busy).toEqual(CLEAR);
  });

  it('is not checked where no key may edit it, where rows are missing, and where keys may not be read', () => {
    const gap = missingPart('Coveo answered 504.', 'logs.list', 504);
    const keysGap = missingPart('This token may not read the API keys.', 'apikeys.list', 403);
    const why = (different: Parameters<typeof lookLive>[1]) =>
      lookLive(invalidToken, { rows: runsUntil(2), ...different }).notChecked;
    expect([
      why({ keys: [buildKey({ edits: [`not-${SOURCE_ID}`] })] }),
      why({ keys: [expired], parts: { histories: gap } }),
      why({ keys: null, parts: { keys: keysGap } }),
      why({ parts: { histories: gap } }),
    ]).toEqual([
      [
        {
          ...named,
          why: 'No API key of the organization may edit this source: whatever token is pushed with, nothing tells of it.',
        },
      ],
      [
        {
          ...named,
          why: 'An API key that may edit this source has ended or is bound to addresses; whether anything was pushed since is not known, because not all log rows were read.',
        },
      ],
      [
        {
          ...named,
          why: 'This token may not read the API keys.',
          call: 'apikeys.list',
          status: 403,
          requestId: 'req-1',
        },
      ],
      [],
    ]);
  });
});
