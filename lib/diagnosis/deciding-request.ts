import type { Facts } from '@/lib/paste/facts';
import type { DecidingRequest } from '@/lib/problems/problem';

/** Hosts of Coveo's platform and Source Logs APIs by region (article 78 and the official platform client). */
const HOSTS: Readonly<Record<string, { platform: string; api: string }>> = {
  us: { platform: 'https://platform.cloud.coveo.com', api: 'https://api.cloud.coveo.com' },
  ca: { platform: 'https://platform-ca.cloud.coveo.com', api: 'https://api-ca.cloud.coveo.com' },
  eu: { platform: 'https://platform-eu.cloud.coveo.com', api: 'https://api-eu.cloud.coveo.com' },
  au: { platform: 'https://platform-au.cloud.coveo.com', api: 'https://api-au.cloud.coveo.com' },
  hipaa: { platform: 'https://platformhipaa.cloud.coveo.com', api: 'https://apihipaa.cloud.coveo.com' },
  sandbox: { platform: 'http://localhost:3000/sandbox', api: 'http://localhost:3000/sandbox' },
};
const UNKNOWN_REGION = {
  platform: 'https://platform<-region>.cloud.coveo.com',
  api: 'https://api<-region>.cloud.coveo.com',
};

/** Ids that can stand in a shell's command as they are. */
const PLAIN_ID = /^[A-Za-z0-9_-]{1,100}$/;

/**
 * A deciding request as cURL with `$COVEO_TOKEN`, for the organization and source of the facts; what the paste does
 * not show is a placeholder in angle brackets. Nothing of the paste but plain ids gets into the command.
 */
export function decidingCurl(request: DecidingRequest, facts: Facts): string {
  const host = HOSTS[idOf(facts, 'region') ?? ''] ?? UNKNOWN_REGION;
  const organization = idOf(facts, 'organization') ?? '<organizationId>';
  const source = idOf(facts, 'source') ?? '<sourceId>';
  const { call } = request;
  switch (call.name) {
    case 'privilege.evaluate':
      return post(`${host.platform}/rest/privilege/evaluate`, {
        organizationId: organization,
        requestedPrivilege: {
          owner: 'PLATFORM',
          targetDomain: call.targetDomain,
          type: call.type,
          targetId: call.targetId ?? source,
        },
      });
    case 'organization.status':
      return get(`${host.platform}/rest/organizations/${organization}/status`);
    case 'sources.get':
      return get(`${host.platform}/rest/organizations/${organization}/sources/${source}`);
    case 'limits':
      return get(`${host.platform}/rest/organizations/${organization}/limits/content`);
    case 'activities.latest':
      return post(`${host.platform}/rest/organizations/${organization}/activities/latest`, {
        resourceTypes: ['SOURCE'],
        resourceIds: [source],
      });
    case 'logs.list':
      return post(
        `${host.api}/logs/v1/organizations/${organization}?from=<from>&to=<to>${
          call.item === null ? '' : `&documentId=${encoded(call.item)}`
        }`,
        { sourcesIds: [source] },
      );
  }
}

/** The id of that name that the request itself used, else the first one found; null where it is no plain id. */
function idOf(facts: Facts, name: 'organization' | 'source' | 'region'): string | null {
  const id = facts.request?.url?.[name] ?? facts.identifiers.find((found) => found.name === name)?.value;
  return id !== undefined && PLAIN_ID.test(id) ? id : null;
}

/** Percent-encoded so that it stays inside single quotes in a shell. */
function encoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD')).replace(/'/g, '%27');
}

function get(url: string): string {
  return `curl '${url}' \\\n  -H "Authorization: Bearer $COVEO_TOKEN"`;
}

function post(url: string, body: unknown): string {
  return `curl -X POST '${url}' \\\n  -H "Authorization: Bearer $COVEO_TOKEN" \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(body)}'`;
}
