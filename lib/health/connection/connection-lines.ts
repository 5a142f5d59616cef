import type { OrganizationStatus } from '@/lib/evidence/organization';
import type { Privilege } from '@/lib/evidence/privilege';
import { countOf } from '@/lib/problems/phrasing';
import type { Problem } from '@/lib/problems/problem';
import { type ClockReading, clockDifference, spanText } from './clock-difference';
import { type ConnectionLine, NEEDED_PRIVILEGES, type NeededPrivilege } from './connection-report';

/** A question to Coveo that was not answered: why, in a sentence, and the call. */
export interface NotTold {
  readonly why: string;
  readonly failed: NonNullable<ConnectionLine['failed']>;
}

/** Whether a token may do one thing: Coveo's word with its codes, or why there is none. */
export type Evaluated =
  | { readonly told: true; readonly approved: boolean; readonly codes: readonly string[] }
  | ({ readonly told: false } & NotTold);

/** What Coveo said of a connection. Nothing of the token is in it. */
export interface ConnectionFacts {
  readonly organization: string;
  readonly status: OrganizationStatus;
  /** One answer for each of `NEEDED_PRIVILEGES`, in their order. */
  readonly needed: readonly Evaluated[];
  /** All that the token may do, as Coveo lists it. */
  readonly held:
    | { readonly told: true; readonly privileges: readonly Privilege[] }
    | ({ readonly told: false } & NotTold);
  /** Where that is not told: what was asked one by one. */
  readonly feared: readonly { readonly privilege: Privilege; readonly evaluated: Evaluated }[];
  readonly clock: ClockReading;
}

/** A difference up to this is not worth a word: `Date` has whole seconds, and answers take time. */
const CLOCK_TOLERANCE_MS = 5_000;
/** So many privileges are named, the others counted. */
const NAMED = 6;

/**
 * What is to be said of a connection, a line for each aspect, in the order in which one reads it. `problems` are those
 * whose live doors are asked: what the token may not read is told by what is not checked then.
 */
export function connectionLines(facts: ConnectionFacts, problems: readonly Problem[]): ConnectionLine[] {
  return [
    line('token', 'good', 'Token', `Coveo knows it, and lets it into ${facts.organization}.`),
    organizationLine(facts.status),
    facts.status.readOnly
      ? line(
          'read-only',
          'attention',
          'Read-only',
          'The organization is read-only: pushes and other changes are refused. Reading goes on.',
        )
      : line('read-only', 'good', 'Read-only', 'No: the organization takes changes.'),
    ...READINGS.filter(({ needs }) => needs.some((at) => isAsked(at, problems))).map((reading) =>
      readingLine(reading, facts, problems),
    ),
    moreLine(facts),
    clockLine(facts.clock),
  ];
}

/** The privileges that a token for Pushscope needs, as far as the live doors of `problems` make use of them. */
export function neededPrivileges(problems: readonly Problem[]): NeededPrivilege[] {
  return NEEDED_PRIVILEGES.filter((_, at) => isAsked(at, problems));
}

function isAsked(at: number, problems: readonly Problem[]): boolean {
  if (!NEEDED_PRIVILEGES[at]?.optional) return true;
  const parts = READINGS.filter(({ needs }) => needs.includes(at)).flatMap((reading) => reading.parts);
  return problems.some(({ live }) => live?.needs.some((part) => parts.includes(part)));
}

function line(
  id: ConnectionLine['id'],
  state: ConnectionLine['state'],
  title: string,
  text: string,
  more: Partial<Pick<ConnectionLine, 'notChecked' | 'failed'>> = {},
): ConnectionLine {
  return { id, state, title, text, notChecked: [], failed: null, ...more };
}

function organizationLine({ paused, lifeCycleState, pauseState }: OrganizationStatus): ConnectionLine {
  const title = 'Organization';
  if (lifeCycleState === 'DELETING') return line('organization', 'attention', title, 'Coveo is deleting it.');
  if (paused) {
    return line(
      'organization',
      'attention',
      title,
      'Paused: pushes are refused until it is resumed. What was indexed before can be read.',
    );
  }
  const state = [lifeCycleState, pauseState].filter((word) => word !== null && word !== 'ACTIVE');
  if (state.length > 0) {
    return line('organization', 'attention', title, `Not simply active: Coveo says ${state.join(', ')}.`);
  }
  return line('organization', 'good', title, 'Active.');
}

/** What is read of an organization: by which needed privileges (their places), for which parts of the evidence. */
interface Reading {
  readonly id: ConnectionLine['id'];
  readonly title: string;
  readonly needs: readonly number[];
  readonly parts: readonly string[];
  /** What pages show by it. */
  readonly gives: string;
  /** What they lack without it. */
  readonly lost: string;
}

/** Parts of the evidence are told by their names, so that one that is added later has its place here before. */
const READINGS: readonly Reading[] = [
  {
    id: 'read-organization',
    title: 'Organization’s state',
    needs: [0],
    parts: ['organization', 'limits'],
    gives: 'whether it is paused, read-only or at a limit',
    lost: 'Whether the organization is paused, read-only or at a limit is not known then.',
  },
  {
    id: 'read-sources',
    title: 'Sources',
    needs: [1],
    parts: ['source'],
    gives: 'the list of Push sources, their status and items',
    lost: 'The list shows only the sources that the token may view, if any.',
  },
  {
    id: 'read-logs',
    title: 'Log rows',
    needs: [0, 1],
    parts: ['counts', 'failures', 'batches', 'histories', 'buckets'],
    gives: 'what was pushed, and what became of it',
    lost: 'Nothing that was pushed, rejected or indexed is seen, and no verdict can be better than unknown.',
  },
  {
    id: 'read-activities',
    title: 'Activities',
    needs: [2],
    parts: ['activities'],
    gives: 'refreshes, rebuilds, and who changed what',
    lost: 'Refreshes, rebuilds and changes are missing from the timeline.',
  },
  {
    id: 'read-keys',
    title: 'API keys',
    needs: [3],
    parts: ['keys'],
    gives: 'whether keys that can push have ended; their values are dropped where they arrive',
    lost: 'Whether the customer’s key has ended is not known then.',
  },
];

/** Every part of the evidence that has a line of its own here. */
export const READ_PARTS: readonly string[] = READINGS.flatMap(({ parts }) => parts);

function readingLine(
  { id, title, needs, parts, gives, lost }: Reading,
  { needed }: ConnectionFacts,
  problems: readonly Problem[],
): ConnectionLine {
  const asked = needs.map((at) => ({ name: NEEDED_PRIVILEGES[at]?.name ?? '', evaluated: needed[at] }));
  const refused = asked.filter(({ evaluated }) => evaluated?.told === true && !evaluated.approved);
  if (refused.length > 0) {
    const reasons = refused.map(({ name, evaluated }) =>
      refusalText(name, evaluated?.told ? evaluated.codes : []),
    );
    return line(id, 'attention', title, `May not be read: ${[...new Set(reasons)].join('; ')}. ${lost}`, {
      notChecked: withoutParts(parts, problems),
    });
  }
  for (const { evaluated } of asked) {
    if (evaluated?.told !== false) continue;
    return line(id, 'unknown', title, `Whether it may be read is not known. ${evaluated.why}`, {
      failed: evaluated.failed,
    });
  }
  return line(id, 'good', title, `May be read: ${gives}.`);
}

/** Why Coveo does not grant a privilege, by the codes of its evaluation (health specification). */
export function refusalText(name: string, codes: readonly string[]): string {
  if (codes.includes('OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION'))
    return 'the token may not be used from the address of this server';
  if (codes.includes('OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION'))
    return 'the token belongs to another organization';
  if (codes.includes('OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY'))
    return 'the organization is read-only';
  if (codes.length === 0 || codes.includes('OPERATION_NOT_ALLOWED')) return `the token lacks ${name}`;
  return `Coveo answers ${codes.join(', ')} for ${name}`;
}

function withoutParts(parts: readonly string[], problems: readonly Problem[]): ConnectionLine['notChecked'] {
  return problems.flatMap(({ id, words, live }) =>
    live?.needs.some((part) => parts.includes(part))
      ? [{ problem: id, title: words.title, inPart: live.fromPart }]
      : [],
  );
}

const MORE = 'Beyond what is needed';

function moreLine({ held, feared }: ConnectionFacts): ConnectionLine {
  const narrow = 'Make a key with the privileges under “The key to make” alone, and connect with that.';
  if (held.told) {
    const more = held.privileges.filter(
      (one) => !NEEDED_PRIVILEGES.some(({ privilege }) => covers(privilege, one)),
    );
    const changes = more.filter(({ type }) => type !== 'VIEW');
    if (changes.length > 0) {
      return line(
        'more-than-needed',
        'attention',
        MORE,
        `This token may do more than read: ${listed(changes)}. To read, Pushscope needs none of that. ${narrow}`,
      );
    }
    if (more.length > 0) {
      return line(
        'more-than-needed',
        'attention',
        MORE,
        `This token changes nothing, but may view more than is needed: ${listed(more)}. ${narrow}`,
      );
    }
    return line('more-than-needed', 'good', MORE, 'Nothing: this token may do no more than it needs to.');
  }
  const granted = feared.filter(({ evaluated }) => evaluated.told && evaluated.approved);
  if (granted.length > 0) {
    const names = listed(granted.map(({ privilege }) => privilege));
    return line(
      'more-than-needed',
      'attention',
      MORE,
      `This token may do more than read: ${names}. To read, Pushscope needs none of that, and what else it may do Coveo does not list. ${narrow}`,
      { failed: held.failed },
    );
  }
  const refused = feared.filter(({ evaluated }) => evaluated.told);
  const asked =
    refused.length === 0
      ? ''
      : ` Asked one by one, it may not ${listed(refused.map((one) => one.privilege))}.`;
  return line(
    'more-than-needed',
    'unknown',
    MORE,
    `What else this token may do is not known. ${held.why}${asked}`,
    { failed: held.failed },
  );
}

function covers(needed: Privilege, one: Privilege): boolean {
  return needed.owner === one.owner && needed.targetDomain === one.targetDomain && needed.type === one.type;
}

/** Privileges as Coveo writes them, each kind once: `SOURCE EDIT`. */
function listed(privileges: readonly Privilege[]): string {
  const names = [
    ...new Set(
      privileges.map(({ owner, targetDomain, type }) =>
        owner === 'PLATFORM' ? `${targetDomain} ${type}` : `${owner} ${targetDomain} ${type}`,
      ),
    ),
  ];
  const rest = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${rest > 0 ? ` and ${countOf(rest, 'other')}` : ''}`;
}

function clockLine(clock: ClockReading): ConnectionLine {
  const title = 'Clock';
  const difference = clockDifference(clock);
  if (difference === null) return line('clock', 'unknown', title, 'Coveo’s answer came without a date.');
  if (Math.abs(difference) <= CLOCK_TOLERANCE_MS) {
    return line('clock', 'good', title, 'This server’s clock agrees with Coveo’s within 5 seconds.');
  }
  return line(
    'clock',
    'attention',
    title,
    `This server’s clock is about ${spanText(Math.abs(difference))} ${difference > 0 ? 'ahead of' : 'behind'} Coveo’s. What pages call now is Coveo’s own time; when connections and preserved copies expire goes by this server’s clock.`,
  );
}
