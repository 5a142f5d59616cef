import type { ApiCall, Handler } from '../api-call';
import { isPausedAt, setPaused } from '../pause';
import { licenseOf } from './license';

const PROVISIONING = {
  status: 'HEALTHY',
  ongoing: false,
  initialProvisioningDone: true,
  currentProvisioningProgress: 1,
} as const;

function statusOf({ organization, now }: ApiCall) {
  const isPaused = isPausedAt(organization.pauses, now);
  return {
    status: 'HEALTHY',
    lifeCycleState: isPaused ? 'PAUSED' : 'ACTIVE',
    pauseState: isPaused ? 'PAUSED' : 'ACTIVE',
    paused: isPaused,
    resumable: isPaused,
    readOnly: organization.readOnly,
    errorCodes: [],
    supportActivated: false,
    provisioningStatus: PROVISIONING,
  };
}

/** The organization; its licence and status where `additionalFields` asks for them. */
const getOrganization: Handler = (call) => {
  const { organization, url } = call;
  const added = url.searchParams.getAll('additionalFields').flatMap((text) => text.split(','));
  return Response.json({
    id: organization.settings.id,
    displayName: organization.settings.id,
    createdDate: organization.createdAt,
    owner: { email: 'administrator@example.com' },
    readOnly: organization.readOnly,
    ...(added.includes('license') && { license: licenseOf(call) }),
    ...(added.includes('status') && { organizationStatusModel: statusOf(call) }),
  });
};

const getStatus: Handler = (call) => Response.json(statusOf(call));

/** Where the organization lives: the sandbox plays one region. */
const getGlobal: Handler = ({ organization: { settings }, url }) =>
  Response.json({
    organizationId: settings.id,
    displayName: settings.id,
    mainRegions: ['us-east-1'],
    satelliteRegions: [],
    primaryMainRegion: 'us-east-1',
    adminDns: url.host,
  });

const resume: Handler = ({ organization, now }) => {
  setPaused(organization.pauses, false, now);
  return Response.json({});
};

/** The organization itself and its status. */
export const organizationHandlers = {
  'organization.get': getOrganization,
  'organization.global': getGlobal,
  'organization.status': getStatus,
  'organization.resume': resume,
} as const satisfies Record<string, Handler>;
