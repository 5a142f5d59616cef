import type { ApiCall, Handler } from '../api-call';
import { notFound } from '../error-bodies';

const DAY_MS = 86_400_000;
const LIFETIME_DAYS = 730;

/** The sections that the official client knows; the sandbox's licence says something in `content` only. */
const SECTIONS = [
  'internal',
  'organization',
  'usageAnalytics',
  'inProductExperience',
  'commerce',
  'content',
  'searchapi',
];

const SOON_DAYS = 30;

function expirationStatusAt(now: number, expiresAt: number): string {
  if (now >= expiresAt) return 'EXPIRED';
  return expiresAt - now < SOON_DAYS * DAY_MS ? 'SOON_TO_BE_EXPIRED' : 'ACTIVE';
}

/** The licence as the health specification has it; dates are epoch milliseconds, as the platform sends them. */
export function licenseOf({ organization, now }: Pick<ApiCall, 'organization' | 'now'>) {
  const expiresAt = organization.createdAt + LIFETIME_DAYS * DAY_MS;
  return {
    accountId: 'sandbox',
    accountName: 'Sandbox',
    connectors: ['PUSH', 'CATALOG', 'WEB2'].map((type) => ({
      type,
      allowed: true,
      allowedSchedules: [],
      sourceVisibilities: ['PRIVATE', 'SECURED', 'SHARED'],
    })),
    createdDate: organization.createdAt,
    department: 'Sandbox',
    entitlements: [],
    expirationDate: expiresAt,
    expirationStatus: expirationStatusAt(now, expiresAt),
    indexBackupType: 'NONE',
    indexType: 'COVEO',
    machineLearningModels: {},
    monitoringLevel: 'NO_MONITORING',
    productEdition: 'ENTERPRISE',
    productName: 'COVEO_CLOUD',
    productType: 'SANDBOX',
    properties: {},
  };
}

const getLicense: Handler = (call) => {
  const section = call.param('section');
  if (section === '') return Response.json(licenseOf(call));
  if (!SECTIONS.includes(section)) return notFound(`Section '${section}'`);
  if (section !== 'content') return Response.json({});
  const limits = Object.entries(call.organization.limits);
  return Response.json(Object.fromEntries(limits.map(([key, limit]) => [key, { limit }])));
};

/** What the organization is entitled to. */
export const licenseHandlers = { license: getLicense } as const satisfies Record<string, Handler>;
