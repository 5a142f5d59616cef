import { z } from 'zod';

/* The answers of the platform's other APIs, as specification-under-test.ts has those of logs, activities and sources. */

const date = z.number().int();
const count = z.number().int().min(0);

/** health specification: OrganizationStatusModel. */
export const organizationStatusSchema = z.strictObject({
  status: z.enum(['HEALTHY', 'ERROR']),
  lifeCycleState: z.enum(['ACTIVE', 'PAUSED', 'DELETING']),
  pauseState: z.enum([
    'ACTIVE',
    'IDLE',
    'PAUSING',
    'PAUSED',
    'RESUMING',
    'PAUSING_FAILED',
    'RESUMING_FAILED',
  ]),
  paused: z.boolean(),
  resumable: z.boolean(),
  readOnly: z.boolean(),
  errorCodes: z.array(z.enum(['SEARCH_ERROR', 'PAUSING_FAILED', 'RESUMING_FAILED'])),
  supportActivated: z.boolean(),
  provisioningStatus: z.strictObject({
    status: z.enum(['ERROR', 'HEALTHY']),
    ongoing: z.boolean(),
    initialProvisioningDone: z.boolean(),
    currentProvisioningProgress: z.number(),
  }),
});

/** health specification: LicenseModel_Response. */
export const licenseSchema = z.strictObject({
  accountId: z.string(),
  accountName: z.string(),
  connectors: z.array(
    z.strictObject({
      type: z.string(),
      allowed: z.boolean(),
      allowedSchedules: z.array(z.unknown()),
      sourceVisibilities: z.array(z.enum(['PRIVATE', 'SECURED', 'SHARED'])),
    }),
  ),
  createdDate: date,
  department: z.string(),
  entitlements: z.array(z.unknown()),
  expirationDate: date,
  expirationStatus: z.enum(['ACTIVE', 'SOON_TO_BE_EXPIRED', 'EXPIRED']),
  indexBackupType: z.enum(['NONE', 'REGULAR', 'FULL']),
  indexType: z.enum(['COVEO', 'ELASTIC', 'INDEX_LESS', 'ON_PREMISES']),
  machineLearningModels: z.record(z.string(), z.unknown()),
  monitoringLevel: z.enum([
    'NO_MONITORING',
    'BASIC_MONITORING',
    'REGULAR_MONITORING',
    'STRATEGIC_MONITORING',
    'CRITICAL_MONITORING',
  ]),
  productEdition: z.enum(['ENTERPRISE', 'FREE', 'PRO', 'STANDARD', 'BASE']),
  productName: z.enum(['COVEO_CLOUD', 'DYNAMICS', 'SALESFORCE', 'SERVICENOW', 'SITECORE', 'USAGE_ANALYTICS']),
  productType: z.enum(['INTERNAL', 'SALES', 'ALLIANCE', 'SANDBOX', 'STANDARD', 'TRIAL', 'TEST']),
  properties: z.record(z.string(), z.unknown()),
});

/** health specification: a section of the licence, an object of objects. */
export const licenseSectionSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** health specification: OrganizationModel_Response. */
export const organizationSchema = z.strictObject({
  id: z.string(),
  displayName: z.string(),
  createdDate: date,
  owner: z.strictObject({ email: z.string() }),
  readOnly: z.boolean(),
  license: licenseSchema.optional(),
  organizationStatusModel: organizationStatusSchema.optional(),
});

/** The official client's answer of the regions; no specification of it is at hand. */
export const globalOrganizationSchema = z.strictObject({
  organizationId: z.string(),
  displayName: z.string(),
  mainRegions: z.array(z.string()),
  satelliteRegions: z.array(z.string()),
  primaryMainRegion: z.string(),
  adminDns: z.string(),
});

/** health specification: LimitStatusModel. */
export const limitSchema = z.strictObject({ actualCount: count, limit: count, lastUpdate: date });
/** health specification: the limits of a section. */
export const limitsSectionSchema = z.record(z.string(), limitSchema);
/** health specification: the limits of all sections. */
export const limitsSchema = z.record(z.string(), limitsSectionSchema);
/** health specification: LimitHistoryDataPointModel. */
export const limitHistorySchema = z.array(z.strictObject({ date, limitValue: count })).min(1);

const requestedPrivilege = z.strictObject({
  owner: z.string(),
  targetDomain: z.string(),
  type: z.string(),
  targetId: z.string(),
});

/** health specification: GlobalPrivilegeModel. */
export const privilegesSchema = z.array(requestedPrivilege.extend({ level: z.string() })).min(1);

/** health specification: PrivilegeRequestModel. */
export const evaluationSchema = z.strictObject({
  organizationId: z.string(),
  requestedPrivilege,
  approved: z.boolean(),
  evaluationReport: z.strictObject({
    privilegeEvaluationResultCodes: z
      .array(
        z.enum([
          'OPERATION_FORBIDDEN_FOR_ANONYMOUS_AUTHENTICATION',
          'OPERATION_FORBIDDEN_FOR_AUTHENTICATION_BOUND_TO_DIFFERENT_ORGANIZATION',
          'OPERATION_FORBIDDEN_FOR_ORGANIZATION',
          'OPERATION_FORBIDDEN_FOR_ORGANIZATION_IN_READ_ONLY',
          'OPERATION_FORBIDDEN_FROM_REQUEST_LOCATION',
          'OPERATION_FORBIDDEN_INVALID_PRIVILEGE_REQUEST',
          'OPERATION_GRANTED',
          'OPERATION_NOT_ALLOWED',
        ]),
      )
      .min(1),
  }),
});

/** The official client's ApiKeyModel, without `value`: no specification of it is at hand. */
export const apiKeySchema = z.strictObject({
  id: z.string(),
  resourceId: z.string(),
  organizationId: z.string(),
  displayName: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  status: z.enum([
    'ENABLED',
    'DISABLED',
    'DISABLED_FOR_INACTIVITY',
    'EXPIRED',
    'SOON_TO_BE_EXPIRED',
    'SOON_TO_BE_DISABLED',
    'DISABLED_EXPOSED',
  ]),
  createdBy: z.string(),
  createdDate: date,
  lastUsedDate: date.optional(),
  expirationDate: date.optional(),
  allowedIps: z.array(z.string()),
  deniedIps: z.array(z.string()),
  privileges: z.array(requestedPrivilege),
});

/** The official client's page of fields, as far as the push client reads it. */
export const fieldsSchema = z.strictObject({
  items: z.array(z.strictObject({ name: z.string(), type: z.string() })).min(1),
  totalEntries: count,
  totalPages: count,
});
