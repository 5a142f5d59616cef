import type { ApiCall, Handler } from '../api-call';
import { notFound } from '../error-bodies';
import { usageOn } from '../pipeline/accept';
import { indexedItems } from '../source';

function limitsOf({ organization, now }: ApiCall) {
  const { sources, fields } = organization;
  const sum = (read: (source: (typeof sources)[number]) => number) =>
    sources.reduce((total, source) => total + read(source), 0);
  const ofToday = (read: 'calls' | 'items') => sum(({ pipeline }) => usageOn(pipeline, now)[read]);
  const limit = (actualCount: number, most: number) => ({ actualCount, limit: most, lastUpdate: now });
  return {
    numberOfDocumentsLimit: limit(
      sum((source) => indexedItems(source, now).count),
      1_000_000,
    ),
    numberOfSourcesLimit: limit(sources.length, 25),
    numberOfFieldsLimit: limit(fields.length, 5_000),
    pushApiMaximumDailyInvocations: limit(ofToday('calls'), 15_000),
    pushApiMaximumDailyDocumentCount: limit(ofToday('items'), 1_000_000),
    pushApiFileSizeLimit: limit(0, 256 * 1024 * 1024),
  };
}

const getLimits: Handler = (call) => {
  const section = call.param('section');
  const key = call.param('key');
  const limits: Record<string, unknown> = limitsOf(call);
  if (section === '') return Response.json({ content: limits });
  if (section !== 'content') return notFound(`Section '${section}'`);
  if (key === '') return Response.json(limits);
  return limits[key] ? Response.json(limits[key]) : notFound(`Limit '${key}'`);
};

const getOrganization: Handler = ({ organization }) =>
  Response.json({
    id: organization.settings.id,
    displayName: organization.settings.id,
    createdDate: organization.createdAt,
    type: 'Sandbox',
    readOnly: false,
  });

const getStatus: Handler = () =>
  Response.json({
    status: 'HEALTHY',
    lifeCycleState: 'ACTIVE',
    pauseState: 'ACTIVE',
    paused: false,
    resumable: false,
    readOnly: false,
    errorCodes: [],
    supportActivated: false,
    provisioningStatus: { status: 'HEALTHY', ongoing: false, initialProvisioningDone: true },
  });

/** The organization itself, its status and its limits. */
export const organizationHandlers = {
  'organization.get': getOrganization,
  'organization.status': getStatus,
  limits: getLimits,
} as const satisfies Record<string, Handler>;
