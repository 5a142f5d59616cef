/** Where the sandbox is, and as whom to call it. */
export interface SandboxAddress {
  /** Its base URL with its path and without a slash at the end, such as `http://localhost:3000/sandbox`. */
  readonly base: string;
  readonly organization: string;
  readonly key: string;
}

/** Lines to copy: a file's name or what they are for, and their text. */
export interface LinesToCopy {
  readonly title: string;
  readonly text: string;
}

/** The name of the demo organization's source that takes pushes of one's own. */
export const OPEN_SOURCE = 'Article library';

/** A shell's way to push one item, and to read the log rows that it left. */
export function shellLines({ base, organization, key }: SandboxAddress): LinesToCopy {
  return {
    title: 'In a shell',
    text: `BASE=${base}
KEY=${key}
SOURCE=$(curl -s "$BASE/rest/organizations/${organization}/sources/pages?filterHostType=PUSH" \\
  -H "Authorization: Bearer $KEY" \\
  | node -pe 'JSON.parse(require("fs").readFileSync(0)).sourceModels.find(s => s.name === "${OPEN_SOURCE}").id')
curl -X PUT "$BASE/push/v1/organizations/${organization}/sources/$SOURCE/documents?documentId=https%3A%2F%2Fexample.com%2Fhello" \\
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \\
  -d '{"title": "Hello", "data": "Hello there"}'`,
  };
}

/** Coveo's platform client: it takes the addresses as options, and needs both of them. */
export function platformClientLines({ base, organization, key }: SandboxAddress): LinesToCopy {
  return {
    title: 'sources.mjs',
    text: `import { PlatformClient } from '@coveo/platform-client';

const client = new PlatformClient({
  accessToken: '${key}',
  organizationId: '${organization}',
  host: '${base}',
  serverlessHost: '${base}',
});
const { sourceModels } = await client.source.list({ page: 0, perPage: 50 });
for (const { id, name } of sourceModels) console.log(id, name);`,
  };
}

/** What sends a client that has no option for its address to the sandbox: it is loaded before the client's script. */
export function redirectLines(): LinesToCopy {
  return {
    title: 'redirect-fetch.mjs',
    text: `const base = process.env.COVEO_BASE_URL;
const coveo = /^https:\\/\\/(?:api|platform)(?:dev|stg|hipaa)?(?:-[a-z]{2})?\\.cloud\\.coveo\\.com(?=\\/|$)/;
const original = globalThis.fetch;
if (base) {
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!coveo.test(url)) return original(input, init);
    const there = url.replace(coveo, base);
    return original(input instanceof Request ? new Request(there, input) : there, init);
  };
}`,
  };
}

/** A script as it would be written for Coveo itself. */
export function pushClientLines({ organization, key }: SandboxAddress): LinesToCopy {
  return {
    title: 'push.mjs',
    text: `import { DocumentBuilder, PushSource } from '@coveo/push-api-client';

const [source] = process.argv.slice(2);
const item = new DocumentBuilder('https://example.com/hello', 'Hello').withData('Hello there');
const answer = await new PushSource('${key}', '${organization}').addOrUpdateDocument(source, item);
console.log(answer.status);`,
  };
}

/** How that script is run, once against the sandbox. */
export function runLines({ base }: SandboxAddress): LinesToCopy {
  return {
    title: 'Run it against the sandbox',
    text: `COVEO_BASE_URL=${base} node --import ./redirect-fetch.mjs push.mjs "$SOURCE"`,
  };
}

/** An organization of one's own, its clock, and a fault; the control API answers on the sandbox's machine only. */
export function controlLines({ base }: SandboxAddress): LinesToCopy {
  return {
    title: 'An organization of your own',
    text: `CONTROL=${base}/_control/organizations
curl -X POST $CONTROL -H 'Content-Type: application/json' \\
  -d '{"id": "my-training", "scenarios": ["healthy", "out-of-sequence"], "dialect": "renamed"}'
curl -X POST $CONTROL/my-training/clock -H 'Content-Type: application/json' -d '{"advanceMs": 3600000}'
curl -X POST $CONTROL/my-training/faults -H 'Content-Type: application/json' \\
  -d '{"operation": "logs.list", "status": 503, "times": 2}'`,
  };
}
