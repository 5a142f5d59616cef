import type { OrganizationStatus } from '@/lib/evidence/organization';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { NO_ITEMS } from './finding';
import { bothSpellings, isForeign, recognition, saidOf } from './paste-signs';
import type { Detection, Observed, Problem } from './problem';

/** An answer of the organization's status that says so (health specification): its fields are only Coveo's. */
const PAUSED_STATES = [
  phrase('life cycle state PAUSED', 'lifeCycleState[^A-Za-z0-9]{1,12}PAUSED'),
  phrase('pause state PAUSED', 'pauseState[^A-Za-z0-9]{1,12}PAUSED'),
];

const SIGNS: ErrorSigns = {
  codes: ['ORGANIZATION_IS_PAUSED'],
  statuses: [400],
  plain: [
    ...bothSpellings(
      'organization is paused',
      'organization (?:\\S{1,80} )?(?:is|was|has been) (?:currently |now )?paused',
    ),
    phrase('org is paused', 'org is (?:currently |now )?paused'),
  ],
  fitting: [
    phrase('paused organization', 'paused organi[sz]ation'),
    ...bothSpellings('organization is inactive', 'organization (?:\\S{1,80} )?is (?:currently )?inactive'),
    ...PAUSED_STATES,
  ],
  alone: 'possible',
};

const STATUS = {
  tells:
    'lifeCycleState PAUSED proves it; ACTIVE means that the organization is awake, and the cause is another.',
  call: { name: 'organization.status' },
} as const;

/** Since when it is paused its status does not tell. That it makes the source fail is rule 1 of the verdict. */
function detect({ evidence }: Observed): Detection {
  const { organization, now } = evidence;
  if (!organization?.paused) return { state: 'clear' };
  return {
    state: 'found',
    findings: [
      {
        problem: 'organization-paused',
        key: '',
        title: 'The organization is paused: it takes no push',
        severity: 'error',
        impact: 'failing',
        confidence: 'certain',
        confidenceReason: null,
        count: 1,
        unit: 'operations',
        firstSeen: now,
        lastSeen: now,
        evidence: [],
        evidenceTotal: 0,
        rows: [],
        activities: [],
        measure: '1 organization',
        items: NO_ITEMS,
        text: `Coveo shows the organization as ${statesOf(organization)}. Every push to any of its sources is refused with 400 \`ORGANIZATION_IS_PAUSED\` and leaves no row. Since when, the status does not tell.`,
        assumptions: [],
      },
    ],
  };
}

function statesOf({ lifeCycleState, pauseState }: OrganizationStatus): string {
  const states = [
    ...(lifeCycleState === null ? [] : [`lifeCycleState ${lifeCycleState}`]),
    ...(pauseState === null ? [] : [`pauseState ${pauseState}`]),
  ];
  return states.length === 0 ? 'paused' : states.join(', ');
}

/** Coveo refuses pushes to an organization that is paused, as it pauses trial ones that nobody uses (article 95). */
export const organizationPaused: Problem = {
  id: 'organization-paused',
  words: {
    title: 'Organization is paused',
    whatHappened:
      'The Push API refused the request with 400 `ORGANIZATION_IS_PAUSED`. Nothing of it was queued, and nothing will be until the organization is active.',
    cause:
      'The organization is inactive. Likely it is one for trial or tests that was paused because nobody used it; the client and its token are most likely fine.',
    fix: [
      'Log in to the Administration Console of the organization’s region: that wakes it up. `GET /rest/organizations/{organizationId}/status` shows `lifeCycleState` and `pauseState`.',
      'To wake it up by a program, send `POST /rest/organizations/{organizationId}/resume` with a token that has the privilege to edit the organization.',
      'Wait until `lifeCycleState` is `ACTIVE`, and push again everything that was refused in between.',
    ],
    mistakes: [
      'Logging in to the console of another region: the organization is not there, and stays paused.',
      'Letting the job retry for days: pushing does not wake an organization up.',
    ],
    actor: 'administrator',
    retryable: true,
    retryAfter: 'as soon as the organization is active again',
    article: article95('400 - ORGANIZATION_IS_PAUSED'),
    unsure:
      'That organizations are paused by themselves when nobody uses them is inferred; after how long is not known.',
  },
  signs: { statuses: [400], codes: ['ORGANIZATION_IS_PAUSED'] },
  example: `HTTP/1.1 400 Bad Request
Content-Type: application/json

{"errorCode": "ORGANIZATION_IS_PAUSED", "message": "The organization is paused."}`,
  paste: errorDoor(SIGNS, (facts) => {
    const wrongIf =
      'The organization’s status shows lifeCycleState ACTIVE, and did when the request was made.';
    const state = isForeign(facts) ? null : saidOf(facts, PAUSED_STATES);
    if (state !== null) {
      return recognition(
        {
          confidence: 'certain',
          reasons: ['The organization’s status says that it is paused.'],
          spans: [state.span],
        },
        { wrongIf: 'The status was read at another time than the request was refused.' },
      );
    }
    const sign = readSign(facts, SIGNS);
    if (sign === null) return null;
    if (sign.by !== 'status')
      return recognition(sign, { wrongIf, decidedBy: sign.by === 'code' ? null : STATUS });
    return recognition(sign, {
      reasons: [
        ...sign.reasons,
        'A paused organization is one cause of a 400 without a code, a broken body the other.',
      ],
      wrongIf,
      decidedBy: STATUS,
    });
  }),
  live: { needs: ['organization'], fromPart: false, detect },
  later: [],
};
