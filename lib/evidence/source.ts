import { z } from 'zod';
import { readDate } from './time';

/** A Coveo source as the Sources API shows it, reduced to what health needs. Unknown statuses are kept. */
export interface Source {
  readonly id: string;
  readonly name: string;
  /** PUSH, CATALOG, … (`sourceType`). */
  readonly type: string;
  readonly pushEnabled: boolean;
  /** `information.sourceStatus.type`: PUSH_READY, REFRESHING, ERROR, … ; UNKNOWN where Coveo gives none. */
  readonly status: string;
  /** The activity that an active status opened, where named. */
  readonly activityId: string | null;
  /** When the present status began, where Coveo tells. */
  readonly statusSince: string | null;
  readonly lastOperation: SourceOperation | null;
  /** Items in the index by Coveo's own count. */
  readonly items: number | null;
  readonly createdAt: string | null;
}

/** The last refresh of a source: what it was, how it ended, when. */
export interface SourceOperation {
  readonly type: string;
  readonly result: string | null;
  readonly at: string | null;
}

const text = z.string().nullish().catch(null);
const count = z.number().nullish().catch(null);

const wireSource = z.object({
  id: z.string(),
  name: text,
  sourceType: text,
  pushEnabled: z.boolean().nullish().catch(null),
  createdDate: z.unknown().optional(),
  information: z
    .object({
      sourceStatus: z
        .object({
          type: text,
          activityId: text,
          createdDate: z.unknown().optional(),
          timestamp: z.unknown().optional(),
        })
        .nullish()
        .catch(null),
      lastOperation: z
        .object({
          operationType: text,
          result: text,
          timestamp: z.unknown().optional(),
          startedDate: z.unknown().optional(),
        })
        .nullish()
        .catch(null),
      numberOfDocuments: count,
    })
    .nullish()
    .catch(null),
});

/** A source from the wire (SourceModel of the Sources specification); null when it has no id. */
export function readSource(value: unknown): Source | null {
  const parsed = wireSource.safeParse(value);
  if (!parsed.success) return null;
  const wire = parsed.data;
  const status = wire.information?.sourceStatus;
  const last = wire.information?.lastOperation;
  return {
    id: wire.id,
    name: wire.name || wire.id,
    type: wire.sourceType || 'UNKNOWN',
    pushEnabled: wire.pushEnabled ?? (wire.sourceType === 'PUSH' || wire.sourceType === 'CATALOG'),
    status: status?.type || 'UNKNOWN',
    activityId: status?.activityId ?? null,
    statusSince: readDate(status?.createdDate) ?? readDate(status?.timestamp),
    lastOperation: last?.operationType
      ? {
          type: last.operationType,
          result: last.result ?? null,
          at: readDate(last.timestamp) ?? readDate(last.startedDate),
        }
      : null,
    items: wire.information?.numberOfDocuments ?? null,
    createdAt: readDate(wire.createdDate),
  };
}
