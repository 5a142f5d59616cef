import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { factsOf } from '@/lib/paste/facts-builder';
import type { DecidingRequest } from '@/lib/problems/problem';
import { decidingCurl } from './deciding-request';

const id = (name: 'organization' | 'source' | 'region', value: string) =>
  ({ name, value, span: [0, 0] }) as const;

const calls: readonly DecidingRequest['call'][] = [
  { name: 'privilege.evaluate', targetDomain: 'SOURCE', type: 'EDIT', targetId: null },
  { name: 'organization.status' },
  { name: 'sources.get' },
  { name: 'limits' },
  { name: 'activities.latest' },
  { name: 'logs.list', item: null },
];

describe('the request that decides', () => {
  it('evaluates the privilege for the organization and source of the paste, in their region', () => {
    const facts = factsOf({
      identifiers: [id('region', 'eu'), id('organization', 'acme'), id('source', 'x-acme')],
    });
    expect(
      decidingCurl(
        {
          tells: '',
          call: { name: 'privilege.evaluate', targetDomain: 'SOURCE', type: 'EDIT', targetId: null },
        },
        facts,
      ),
    ).toBe(
      String.raw`curl -X POST 'https://platform-eu.cloud.coveo.com/rest/privilege/evaluate' \
  -H "Authorization: Bearer $COVEO_TOKEN" \
  -H 'Content-Type: application/json' \
  -d '{"organizationId":"acme","requestedPrivilege":{"owner":"PLATFORM","targetDomain":"SOURCE","type":"EDIT","targetId":"x-acme"}}'`,
    );
  });

  it('has placeholders for what the paste does not show', () => {
    expect(decidingCurl({ tells: '', call: { name: 'sources.get' } }, factsOf({}))).toBe(
      String.raw`curl 'https://platform<-region>.cloud.coveo.com/rest/organizations/<organizationId>/sources/<sourceId>' \
  -H "Authorization: Bearer $COVEO_TOKEN"`,
    );
  });

  it('asks the Source Logs of the region for an item, encoded', () => {
    expect(
      decidingCurl(
        { tells: '', call: { name: 'logs.list', item: "https://a.b/it's?x=1#y" } },
        factsOf({ identifiers: [id('region', 'us'), id('organization', 'acme'), id('source', 'x-acme')] }),
      ),
    ).toBe(
      String.raw`curl -X POST 'https://api.cloud.coveo.com/logs/v1/organizations/acme?from=<from>&to=<to>&documentId=https%3A%2F%2Fa.b%2Fit%27s%3Fx%3D1%23y' \
  -H "Authorization: Bearer $COVEO_TOKEN" \
  -H 'Content-Type: application/json' \
  -d '{"sourcesIds":["x-acme"]}'`,
    );
  });

  test('takes nothing of a paste into a shell but plain ids', () => {
    fc.assert(
      fc.property(fc.constantFrom(...calls), fc.string(), (call, evil) => {
        const facts = factsOf({
          identifiers: [
            id('organization', `${evil}'; reboot`),
            id('source', `$(${evil})`),
            id('region', evil),
          ],
        });
        const item = call.name === 'logs.list' ? { ...call, item: `${evil}'` } : call;
        const curl = decidingCurl({ tells: '', call: item }, facts);
        expect(curl.replace(/<[a-zA-Z-]+>/g, '')).toMatch(/^[\w \\\n'":{}[\],$./?=&%*()!~-]+$/);
        expect((curl.match(/'/g) ?? []).length % 2).toBe(0);
        expect(curl).not.toContain('reboot');
      }),
    );
  });
});
