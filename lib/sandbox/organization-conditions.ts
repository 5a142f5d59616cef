import { z } from 'zod';
import { keyStatuses } from './api-key';
import { OWN_PRIVILEGES } from './privilege';

/** A key as the control API takes it; without privileges it may do what the organization's own key may. */
export const keySchema = z.strictObject({
  name: z.string().max(100).default('Key'),
  privileges: z
    .array(
      z.strictObject({
        owner: z.string().default('PLATFORM'),
        targetDomain: z.string(),
        type: z.string(),
        targetId: z.string().default('*'),
      }),
    )
    .max(100)
    .default([...OWN_PRIVILEGES]),
  status: z.enum(keyStatuses).default('ENABLED'),
  expiresInMs: z.number().int().nullable().default(null),
  allowedIps: z.array(z.string()).max(100).default([]),
  deniedIps: z.array(z.string()).max(100).default([]),
});

const limitsSchema = z.strictObject({
  numberOfDocumentsLimit: z.number().int().min(0).optional(),
  pushApiMaximumDailyInvocations: z.number().int().min(0).optional(),
  pushApiMaximumDailyDocumentCount: z.number().int().min(0).optional(),
});

/** What the control API changes of an organization that is there; what is left out stays as it is. */
export const changesSchema = z.strictObject({
  paused: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  limits: limitsSchema.optional(),
});

/** What an organization is made under, beside its scenarios. */
export const conditionsShape = {
  paused: z.boolean().default(false),
  readOnly: z.boolean().default(false),
  limits: limitsSchema.default({}),
  keys: z.array(keySchema).max(20).default([]),
};
