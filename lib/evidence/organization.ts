import { z } from 'zod';

/** The state of an organization (`/status`, health specification). Unknown values are kept; null where not given. */
export interface OrganizationStatus {
  /** ACTIVE, PAUSED or DELETING. */
  readonly lifeCycleState: string | null;
  readonly pauseState: string | null;
  readonly paused: boolean;
  readonly readOnly: boolean;
}

const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);

const wireStatus = z.object({ lifeCycleState: text, pauseState: text, paused: flag, readOnly: flag });

/** An organization's status from the wire; null when the answer is not an object. */
export function readOrganizationStatus(value: unknown): OrganizationStatus | null {
  const parsed = wireStatus.safeParse(value);
  if (!parsed.success) return null;
  return {
    lifeCycleState: parsed.data.lifeCycleState ?? null,
    pauseState: parsed.data.pauseState ?? null,
    paused:
      parsed.data.paused === true ||
      parsed.data.lifeCycleState === 'PAUSED' ||
      parsed.data.pauseState === 'PAUSED',
    readOnly: parsed.data.readOnly ?? false,
  };
}
