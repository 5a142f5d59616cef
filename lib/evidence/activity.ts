import { z } from 'zod';
import { readDate } from './time';

/** One activity of the Activity Browser. Unknown operations, states and results are kept as they came. */
export interface Activity {
  readonly id: string;
  readonly operation: string;
  /** NOT_EXECUTED, EXECUTING, PAUSED or EXECUTED. */
  readonly state: string;
  /** SUCCESS, ERROR or ABORT; null while it runs. */
  readonly result: string | null;
  /** When it started (else was created); null when Coveo gives neither. */
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly by: ActivityActor | null;
  readonly errorCode: string | null;
  readonly errorDetail: string | null;
  readonly resourceId: string | null;
  readonly resourceType: string | null;
}

/** Who or what set an activity off: `type` is USER or SYSTEM. */
export interface ActivityActor {
  readonly type: string;
  readonly name: string;
}

const text = z.string().nullish().catch(null);

const wireActivity = z.object({
  id: z.string(),
  operation: text,
  state: text,
  result: text,
  createDate: z.unknown().optional(),
  startDate: z.unknown().optional(),
  endDate: z.unknown().optional(),
  errorCode: z
    .union([z.string(), z.number().transform(String)])
    .nullish()
    .catch(null),
  errorDetail: text,
  resourceId: text,
  resourceType: text,
  triggeredBy: z.object({ id: text, type: text, displayName: text }).nullish().catch(null),
});

/** An activity from the wire (ActivityModel of the Activity specification); null when it has no id. */
export function readActivity(value: unknown): Activity | null {
  const parsed = wireActivity.safeParse(value);
  if (!parsed.success) return null;
  const wire = parsed.data;
  const by = wire.triggeredBy;
  return {
    id: wire.id,
    operation: wire.operation ?? '',
    state: wire.state ?? '',
    result: wire.result ?? null,
    startedAt: readDate(wire.startDate) ?? readDate(wire.createDate),
    endedAt: readDate(wire.endDate),
    by: by ? { type: by.type ?? 'UNKNOWN', name: by.displayName ?? by.id ?? 'unknown' } : null,
    errorCode: wire.errorCode ?? null,
    errorDetail: wire.errorDetail ?? null,
    resourceId: wire.resourceId ?? null,
    resourceType: wire.resourceType ?? null,
  };
}

/** Operations of activities that tell of a limit (Activity specification). */
export const LIMIT_OPERATIONS: readonly string[] = [
  'LIMIT_REACHED',
  'LIMIT_EXCEEDED',
  'LIMIT_ALMOST_REACHED',
];

/** Operations that an active Push source status opens (REBUILD, REFRESH and INCREMENTAL; the mapping is inferred). */
export const REFRESH_OPERATIONS: readonly string[] = [
  'REBUILD',
  'FULL_REFRESH',
  'REFRESH',
  'INCREMENTAL_REFRESH',
];

/** Whether the activity is one that an active source status opens. */
export function isRefresh(activity: Activity): boolean {
  return REFRESH_OPERATIONS.includes(activity.operation);
}

/** Whether the activity runs and has no end. */
export function isOpen(activity: Activity): boolean {
  return activity.state === 'EXECUTING' && activity.endedAt === null;
}
