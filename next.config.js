import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

// A page and a route cannot share a path, so a page's JSON or Markdown twin is chosen by its ending or by what Accept begins with.
const wantsJson = [{ type: 'header', key: 'accept', value: 'application/json(.*)' }];
const jsonTwins = [
  { source: '/o/:region/:organization.json', destination: '/api/o/:region/:organization/sources' },
  {
    source: '/o/:region/:organization/s/:source.json',
    destination: '/api/o/:region/:organization/s/:source/health',
  },
  ...['.md', '.json'].map((ending) => ({
    source: `/api/o/:region/:organization/s/:source/census${ending}`,
    destination: '/api/o/:region/:organization/s/:source/census',
  })),
  { source: '/o/:region/:organization', has: wantsJson, destination: '/api/o/:region/:organization/sources' },
  {
    source: '/o/:region/:organization/s/:source',
    has: wantsJson,
    destination: '/api/o/:region/:organization/s/:source/health',
  },
];

const wantsMarkdown = [{ type: 'header', key: 'accept', value: 'text/markdown(.*)' }];
const problemTwins = [
  ...['.md', '.json'].flatMap((ending) => [
    { source: `/problems${ending}`, destination: '/api/problems' },
    { source: `/problems/:id${ending}`, destination: '/api/problems/:id' },
  ]),
  ...[wantsMarkdown, wantsJson].flatMap((has) => [
    { source: '/problems', has, destination: '/api/problems' },
    { source: '/problems/:id', has, destination: '/api/problems/:id' },
  ]),
];

const reportPage = '/o/:region/:organization/s/:source/report';
const reportApi = '/api/o/:region/:organization/s/:source/report';
const reportTwins = [
  ...['.md', '.json'].map((ending) => ({ source: `${reportPage}${ending}`, destination: reportApi })),
  ...[wantsMarkdown, wantsJson].map((has) => ({ source: reportPage, has, destination: reportApi })),
];

const issueTwins = [
  { source: '/i/:id.json', destination: '/api/issues/:id' },
  { source: '/i/:id.md', destination: '/api/issues/:id/markdown' },
  { source: '/i/:id', has: wantsJson, destination: '/api/issues/:id' },
  { source: '/i/:id', has: wantsMarkdown, destination: '/api/issues/:id/markdown' },
  ...['.md', '.json'].map((ending) => ({
    source: `/o/:region/:organization/issues${ending}`,
    destination: '/api/o/:region/:organization/issues',
  })),
  ...[wantsMarkdown, wantsJson].map((has) => ({
    source: '/o/:region/:organization/issues',
    has,
    destination: '/api/o/:region/:organization/issues',
  })),
];

const itemPage = '/o/:region/:organization/s/:source/item';
const itemTwins = [
  ...['.md', '.json'].map((ending) => ({ source: `${itemPage}${ending}`, destination: `/api${itemPage}` })),
  ...[wantsMarkdown, wantsJson].map((has) => ({ source: itemPage, has, destination: `/api${itemPage}` })),
];

// The JSON twin of a capsule is the very bytes of which its page shows the SHA-256.
const capsuleTwins = ['x', 'd'].flatMap((page) => [
  ...['.md', '.json'].map((ending) => ({
    source: `/${page}/:id${ending}`,
    destination: '/api/capsules/:id',
  })),
  ...[wantsMarkdown, wantsJson].map((has) => ({
    source: `/${page}/:id`,
    has,
    destination: '/api/capsules/:id',
  })),
]);

// Below /sandbox the sandbox answers; at /sandbox itself a browser finds the page that explains it.
const sandboxGuide = {
  source: '/sandbox',
  has: [{ type: 'header', key: 'accept', value: 'text/html(.*)' }],
  destination: '/sandbox-guide',
};

/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: true,
  // What is captured says which version captured it.
  env: { PUSHSCOPE_VERSION: version },
  poweredByHeader: false,
  reactStrictMode: true,
  // No page has pictures of that kind: without this, anybody could let the server make them in all sizes.
  images: { unoptimized: true },
  // The sandbox's presigned upload paths and Coveo's own paths are answered exactly as asked.
  skipTrailingSlashRedirect: true,
  devIndicators: false,
  // A mistake in a test must not keep anybody from starting; the types of tests are checked by `npm run verify`.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  async rewrites() {
    return {
      beforeFiles: [
        ...jsonTwins,
        ...problemTwins,
        ...reportTwins,
        ...issueTwins,
        ...itemTwins,
        ...capsuleTwins,
        sandboxGuide,
      ],
    };
  },
};

export default config;
