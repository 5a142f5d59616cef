import { expect, it } from 'vitest';
import { judge } from '@/lib/health/judge';
import { PROBLEMS } from '@/lib/problems/problems';
import { sandboxWith } from './sandbox-under-test';
import { scanSource } from './scan-source';

interface Fault {
  readonly operation: string;
  readonly status: number;
  readonly body?: object;
}

async function scanned(fault: Fault | null = null) {
  const { client, sourceId, asked, control } = await sandboxWith('healthy');
  if (fault) await control('POST', '/organizations/under-test/faults', fault);
  const signal = new AbortController().signal;
  const { evidence } = await scanSource({ client, sourceId, signal, onEvent: () => {} });
  const { health } = judge(evidence, evidence.window, sourceId, PROBLEMS);
  return { evidence, health, asked };
}

const denied = { errorCode: 'ACCESS_DENIED', message: 'Access is denied' };

it('reads limits, privileges and keys with few calls: at most ten that are not for the logs', async () => {
  const { evidence, asked } = await scanned();
  const { limits, privileges, keys } = evidence.coverage.parts;
  expect([limits.state, privileges.state, keys.state]).toEqual(['complete', 'complete', 'complete']);
  expect(evidence.limits?.map(({ key }) => key)).toContain('pushApiMaximumDailyInvocations');
  expect(evidence.privileges).toEqual({ approved: true, codes: ['OPERATION_GRANTED'] });
  expect(evidence.keys?.map(({ name, viewsOrganization }) => [name, viewsOrganization])).toEqual([
    ['Key of under-test', true],
    ['API key of Article library', true],
  ]);
  expect(asked.filter((path) => !path.includes('/logs/')).length).toBeLessThanOrEqual(10);
});

it('reads what the organization’s own activities tell of limits, and the source’s updates, whenever they were', async () => {
  const { client, sourceId, control } = await sandboxWith('healthy');
  await control('PATCH', '/organizations/under-test', { limits: { pushApiMaximumDailyInvocations: 0 } });
  const url = `http://127.0.0.1/sandbox/push/v1/organizations/${client.organization}/files`;
  const signal = new AbortController().signal;
  const refused = await client.fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${client.token}` },
    signal,
  });
  expect(refused.status).toBe(429);
  const { evidence } = await scanSource({ client, sourceId, signal, onEvent: () => {} });
  const { operation, resourceType, resourceId } = evidence.organizationLimits?.[0] ?? {};
  expect([operation, resourceType, resourceId]).toEqual(['LIMIT_REACHED', 'ORGANIZATION', 'under-test']);
  expect(evidence.updates?.every((update) => update.operation === 'FULL_REFRESH')).toBe(true);
  expect(evidence.updates?.length).toBe(16);
});

it.each([
  ['silent', 0],
  ['read-only-organization', 0],
])('looks at the other sources where a source has been silent: %s', async (scenario, rows) => {
  const { client, sourceId } = await sandboxWith(scenario);
  const signal = new AbortController().signal;
  const { evidence } = await scanSource({ client, sourceId, signal, onEvent: () => {} });
  expect(evidence.elsewhere).toMatchObject({ rows, sources: 0, to: evidence.window.to });
  expect((await scanned()).evidence.elsewhere).toBeNull();
});

it.each([
  [
    'apikeys.list',
    'the API keys',
    [
      ['invalid-token', 'Token not recognised'],
      ['access-denied', 'Access denied'],
    ],
  ],
  [
    'limits',
    'the organization’s limits',
    [
      ['item-limit-exceeded', 'Item limit reached'],
      ['daily-item-limit', 'Daily item limit reached'],
      ['too-many-requests', 'Too many requests'],
    ],
  ],
])(
  'a token that may not read %s has a verdict all the same, and is told what was not checked',
  async (call, what, problems) => {
    const { evidence, health } = await scanned({ operation: call, status: 403, body: denied });
    const { verdict, findings, notChecked, coverage } = health;
    expect({ complete: evidence.coverage.complete, verdict, findings }).toEqual({
      complete: true,
      verdict: 'healthy',
      findings: [],
    });
    const why = `This token may not read ${what}: Coveo answered 403 ACCESS_DENIED for ${what}.`;
    expect(notChecked.filter((each) => each.call !== undefined)).toEqual(
      problems.map(([problem, title]) => {
        return { problem, title, why, call, status: 403, requestId: expect.any(String) };
      }),
    );
    expect(coverage.reads.filter(({ state }) => state === 'refused').map((read) => read.call)).toEqual([
      call,
    ]);
  },
);

it.each(['limits', 'privilege.evaluate', 'apikeys.list'])(
  'our own 429 for %s is no finding, and touches no verdict',
  async (operation) => {
    const { health } = await scanned({ operation, status: 429, body: {} });
    expect([health.verdict, health.findings]).toEqual(['healthy', []]);
  },
);

it('no value of an API key is in the evidence or the answer', async () => {
  const value = 'xx99999999-aaaa-4bbb-8ccc-dddddddddddd';
  const body = [{ id: 'k', displayName: `mine ${value}`, value, privileges: [] }];
  const whole = await scanned({ operation: 'apikeys.list', status: 200, body });
  const broken = await scanned({ operation: 'apikeys.list', status: 200, body: { keys: body } });
  expect(whole.evidence.keys?.map(({ name }) => name)).toEqual(['mine <redacted>']);
  expect(broken.evidence.coverage.parts.keys.state).toBe('missing');
  expect(JSON.stringify([whole, broken])).not.toContain('aaaa-4bbb');
});
