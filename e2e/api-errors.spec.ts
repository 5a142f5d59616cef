import { expect, test } from './fixtures';

const SOURCE = '/api/o/sandbox/sandbox-demo/s/any';

for (const [method, path, allow] of [
  ['POST', '/api/o/sandbox/sandbox-demo/sources', 'GET, HEAD, OPTIONS'],
  ['DELETE', `${SOURCE}/health`, 'GET, HEAD, OPTIONS'],
  ['PUT', `${SOURCE}/scan`, 'GET, HEAD, DELETE, OPTIONS'],
  ['GET', '/api/connections', 'POST, OPTIONS'],
  ['POST', '/api/connections/eu/acme', 'GET, HEAD, DELETE, OPTIONS'],
  ['POST', '/api/ready', 'GET, HEAD, OPTIONS'],
] as const) {
  test(`${method} ${path} is 405, with what the path takes`, async ({ request }) => {
    const response = await request.fetch(path, { method });
    expect(response.headers()).toMatchObject({ allow, 'content-type': 'application/problem+json' });
    expect({ status: response.status(), body: await response.json() }).toMatchObject({
      status: 405,
      body: { title: 'Method not allowed', status: 405, instance: path },
    });
  });
}

for (const path of [
  'mars/acme',
  'eu/a%0D%0ASet-Cookie:%20x=y',
  'eu%0D%0AX-Injected:%201/acme',
  'eu/..%2Facme',
]) {
  test(`forgetting ${path} is 404, and sets nothing`, async ({ request }) => {
    const response = await request.delete(`/api/connections/${path}`);
    expect({ status: response.status(), type: response.headers()['content-type'] }).toEqual({
      status: 404,
      type: 'application/problem+json',
    });
    expect(response.headers()).not.toHaveProperty('set-cookie');
    expect(response.headers()).not.toHaveProperty('x-injected');
  });
}

test('/ leads to the connection that was made last', async ({ page, organizationWith }) => {
  await organizationWith({ scenarios: ['healthy'] });
  const last = await organizationWith({ scenarios: ['healthy'] });
  await page.goto('/');
  await expect(page).toHaveURL(new RegExp(`${last.path}$`));
  await page.request.delete(`/api/connections/sandbox/${last.organization}`);
  await page.goto('/');
  await expect(page).not.toHaveURL(new RegExp(`${last.path}$`));
});
