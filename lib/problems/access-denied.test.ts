import { describe, expect, it } from 'vitest';
import { buildKey, missingPart, NOW, nights, runRows } from '@/lib/evidence/evidence-builder';
import type { PrivilegeFact } from '@/lib/paste/facts';
import { factsOf, requestOf, responseOf, urlOf } from '@/lib/paste/facts-builder';
import { accessDenied } from './access-denied';
import { type Finding, NO_ITEMS } from './finding';
import { CLEAR, lookLive } from './live-door-under-test';
import { type Look, lookAt, spanIn } from './paste-door-under-test';
import { privilegeToEvaluate } from './privilege-evaluation';

const BODY = 'HTTP/1.1 403\n{"message": "Access is denied", "errorCode": "ACCESS_DENIED"}';
const BARE = 'HTTP/1.1 403 api.cloud.coveo.com';
const ASK = privilegeToEvaluate(factsOf());
const CANNOT_TELL =
  'A 403 means a missing privilege, or an organization or source id that the token does not reach: the text does not tell which.';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `ACCESS_DENIED`.', 'Its status 403 fits.', CANNOT_TELL],
  spans: ['ACCESS_DENIED', '403'],
  wrongIf: 'A privilege evaluation with the same token approves the operation on this source.',
  decidedBy: ASK,
  retryAfter: null,
};

describe('denied access is recognised', () => {
  it('by its code: certain, and asks for the privilege evaluation that tells the causes apart', () => {
    expect(lookAt(accessDenied, BODY)).toEqual(BY_CODE);
    expect(ASK.call).toEqual({
      name: 'privilege.evaluate',
      targetDomain: 'SOURCE',
      type: 'EDIT',
      targetId: null,
    });
  });

  it('with the source that does not fit its organization, where the paste shows it', () => {
    const text = `${BODY} sources/x-other`;
    const mismatch = {
      name: 'source of another organization',
      text: 'The source id ends with other, and the path names the organization myorg.',
      span: spanIn(text, 'x-other'),
    } as const;
    expect(lookAt(accessDenied, text, { mismatches: [mismatch] })).toEqual({
      ...BY_CODE,
      reasons: [...BY_CODE.reasons.slice(0, 2), mismatch.text],
      spans: [...BY_CODE.spans, 'x-other'],
      inRequest:
        'Use a source id and an organization id that belong together: a source id begins or ends with its organization’s id.',
    });
  });

  it.each([
    'Access is denied',
    'the token does not grant',
    'insufficient privileges',
    'key lacks the required privilege',
  ])('by “%s” with its status and a sign of Coveo: likely', (words) => {
    expect(lookAt(accessDenied, `${BARE}: ${words}`)?.confidence).toBe('likely');
  });

  it('as possible by a bare 403 of Coveo', () => {
    expect(lookAt(accessDenied, BARE)).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [
        'The status is 403, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        CANNOT_TELL,
      ],
      spans: ['403'],
    });
  });
});

describe('the privilege that is asked for', () => {
  it.each([
    [
      'PUT',
      'push',
      '/push/v1/organizations/{organization}/sources/{source}/documents',
      ['SOURCE', 'EDIT', null],
    ],
    ['POST', 'push', '/push/v1/organizations/{organization}/files', ['ORGANIZATION', 'VIEW', '*']],
    ['POST', 'logs', '/logs/v1/organizations/{organization}', ['SOURCE', 'VIEW', '*']],
    ['POST', 'platform', '/rest/organizations/{organization}/activities/public', ['ACTIVITIES', 'VIEW', '*']],
    ['GET', 'platform', '/rest/organizations/{organization}/sources/{source}', ['SOURCE', 'VIEW', '*']],
  ] as const)('for %s to %s at %s is %o', (method, service, path, [targetDomain, type, targetId]) => {
    const request = requestOf({ method: { value: method, span: [0, 0] }, url: urlOf({ service, path }) });
    expect(privilegeToEvaluate(factsOf({ request })).call).toEqual({
      name: 'privilege.evaluate',
      targetDomain,
      type,
      targetId,
    });
  });
});

describe('a pasted privilege evaluation', () => {
  const look = (code: string, approved: boolean) => {
    const text = `{"approved": ${approved}, "evaluationReport": {"privilegeEvaluationResultCodes": ["${code}"]}}`;
    const privilege: PrivilegeFact = {
      approved,
      codes: [code],
      targetDomain: 'SOURCE',
      type: 'EDIT',
      targetId: 'abc-myorg',
      span: [0, text.length],
    };
    return lookAt(accessDenied, text, { kind: 'privilege evaluation', privileges: [privilege] });
  };

  it.each([
    ['OPERATION_NOT_ALLOWED', 'the privilege is missing'],
    [
      'OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION',
      'the token belongs to another organization than the one in the path',
    ],
    [
      'OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION',
      'the token may not be used from the address that the request came from (its list of IP addresses)',
    ],
    [
      'OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY',
      'the organization is read-only, so nobody may write to it now',
      'likely',
    ],
    ['OPERATION_FORBIDDEN_FOR_ORGANIZATION', 'the organization itself may not do this', 'likely'],
  ])(
    'that says %s proves it, unless that is about the organization',
    (code, meaning, confidence = 'certain') => {
      expect(look(code, false)).toEqual({
        confidence,
        reasons: [`The privilege evaluation of SOURCE EDIT abc-myorg was not approved, ${code}: ${meaning}.`],
        spans: [code],
        wrongIf: 'It was evaluated with another token, or for another target, than the request that failed.',
        decidedBy: null,
        retryAfter: null,
      });
    },
  );

  it.each([
    ['OPERATION_GRANTED', true],
    ['OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST', false],
    ['OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION', false],
  ])('that says %s does not', (code, approved) => {
    expect(look(code, approved)).toBeNull();
  });
});

describe('denied access is not claimed', () => {
  const fact = { value: 'x', span: [0, 1] } as const;
  it.each([
    [
      'of the firewall',
      BARE,
      { response: responseOf({ headers: [{ name: 'x-coveo-waf-action', value: 'block', span: [0, 1] }] }) },
    ],
    ['of the gateway', `${BARE} {"message": "Forbidden"}`, {}],
    [
      'of a page in HTML',
      BARE,
      { response: responseOf({ body: { format: 'html', span: [0, 1], complete: true } }) },
    ],
    [
      'of an upload address that expired',
      `${BODY} Request has expired`,
      { phrases: [{ name: 'request has expired', span: [0, 1] }] },
    ],
    [
      'of an error of S3',
      BODY,
      { s3: { code: fact, message: null, expires: null, serverTime: null, lateMs: null } },
    ],
    ['of another vendor', BODY, { foreign: fact }],
    ['of a bare 403 from anywhere', 'HTTP/1.1 403', {}],
    ['of words alone', 'access is denied to room 403', { kind: 'prose' }],
  ] as const)('%s', (_, text, different) => {
    expect(lookAt(accessDenied, text, different)).toBeNull();
  });
});

describe('a live source', () => {
  const named = { problem: 'access-denied', title: 'Access denied' };
  const runsUntil = (daysAgo: number) => nights(10, daysAgo).flatMap((at) => runRows(at, 2));
  const MADE = '2026-11-20T14:00:00.000Z';
  const narrow = buildKey({ viewsOrganization: false, createdAt: MADE });
  const READ_ONLY = 'OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY';
  const organization = { lifeCycleState: 'ACTIVE', pauseState: null, paused: false, readOnly: true };
  const OF_ALL: Finding = {
    problem: 'access-denied',
    key: 'read-only',
    title: 'The organization is read-only: it takes no push',
    severity: 'error',
    impact: 'failing',
    confidence: 'likely',
    confidenceReason:
      'That the organization is read-only is certain; that its pushes are refused with 403 is inferred from the codes of Coveo’s privilege evaluation.',
    count: 1,
    unit: 'operations',
    measure: '1 organization',
    firstSeen: NOW,
    lastSeen: NOW,
    evidence: [],
    evidenceTotal: 0,
    rows: [],
    activities: [],
    items: NO_ITEMS,
    text: 'Coveo’s status of the organization says read-only: whoever pushes is denied, whatever the key may do. Denied calls leave no row.',
    assumptions: [],
  };

  it('of an organization that is read-only is found, and fails: by its status or by an evaluation', () => {
    const privileges = { approved: false, codes: [READ_ONLY] };
    expect([lookLive(accessDenied, { organization }), lookLive(accessDenied, { privileges })]).toEqual([
      { ...CLEAR, findings: [OF_ALL] },
      {
        ...CLEAR,
        findings: [
          {
            ...OF_ALL,
            text: 'Coveo’s privilege evaluation says that the organization is read-only: whoever pushes is denied, whatever the key may do. Denied calls leave no row.',
          },
        ],
      },
    ]);
  });

  it('to which nothing came since its key was made without the view of the organization is found', () => {
    expect(lookLive(accessDenied, { rows: runsUntil(2), keys: [narrow] })).toEqual({
      ...CLEAR,
      findings: [
        {
          ...OF_ALL,
          key: 'key-1',
          title:
            'API key “Articles job” may not view the organization, and no push came since it was made Fri 20 Nov 14:00 UTC',
          severity: 'warning',
          impact: 'degraded',
          confidenceReason: 'Which key a job pushes with no log records: that it is this one is inferred.',
          measure: '1 API key',
          firstSeen: MADE,
          lastSeen: MADE,
          text: '“Articles job” may edit this source, but not view the organization, which a file container needs: its batches are refused with 403 before they begin, and leave no row. The last push was Fri 20 Nov 02:00 UTC.',
          assumptions: ['Said of keys that are older than 24 h.'],
        },
      ],
    });
  });

  it.each([
    ['it pushed since', [{ ...narrow, createdAt: '2026-11-18T14:00:00.000Z' }]],
    ['the key was made today', [{ ...narrow, createdAt: '2026-11-22T09:00:00.000Z' }]],
    ['the key has ended', [{ ...narrow, status: 'DISABLED' }]],
    ['the key is one of all sources', [{ ...narrow, edits: ['*'] }]],
    ['the key may view the organization', [buildKey({ createdAt: MADE })]],
  ])('is clear where %s', (_, keys) => {
    expect(lookLive(accessDenied, { rows: runsUntil(2), keys })).toEqual(CLEAR);
  });

  it('is never judged by what our own token may do', () => {
    const privileges = { approved: false, codes: ['OPERATION_NOT_ALLOWED'] };
    expect(lookLive(accessDenied, { rows: runsUntil(0), privileges })).toEqual(CLEAR);
  });

  it('is not checked where no key may edit it, where rows are missing, and where keys may not be read', () => {
    const gap = missingPart('Coveo answered 504.', 'logs.list', 504);
    const keysGap = missingPart('This token may not read the API keys.', 'apikeys.list', 403);
    const why = (different: Parameters<typeof lookLive>[1]) =>
      lookLive(accessDenied, { rows: runsUntil(2), ...different }).notChecked;
    expect([
      why({ keys: [] }),
      why({ keys: [narrow], parts: { histories: gap } }),
      why({ keys: null, parts: { keys: keysGap } }),
    ]).toEqual([
      [
        {
          ...named,
          why: 'No API key of the organization may edit this source: what another kind of token may do is not shown.',
        },
      ],
      [
        {
          ...named,
          why: 'An API key of this source may not view the organization; whether anything was pushed since it was made is not known, because not all log rows were read.',
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
    ]);
  });
});
