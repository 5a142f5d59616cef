import { describe, expect, test } from 'vitest';
import { readConnectionHint, sourceMismatch } from './connection-hint';

const KEY = 'xx0c0ffee0-1234-4abc-8def-0123456789ab';
const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const SOURCE = 'rp5rxzbdz753uhndklv2ztkfgy-mycoveoorg';
const NOTHING = { region: null, organization: null, source: null, token: null, doubts: [] };

const read = (text: string) => {
  const { text: shown, ...hint } = readConnectionHint(text);
  for (const secret of [KEY, JWT]) expect(shown).not.toContain(secret);
  return hint;
};

describe('what connects is read from', () => {
  test.each([
    [
      'an address of the console',
      'https://platform-eu.cloud.coveo.com/admin/#/mycoveoorg/content/sources/',
      { region: 'eu', organization: 'mycoveoorg' },
    ],
    [
      'an address of a source in the console',
      `https://platform.cloud.coveo.com/admin/#/mycoveoorg/content/sources/${SOURCE}`,
      { region: 'us', organization: 'mycoveoorg', source: SOURCE },
    ],
    ['a source id', SOURCE, { organization: 'mycoveoorg', source: SOURCE }],
    [
      'an old source id',
      ' mycoveoorg-rp5rxzbdz753uhndklv2ztkfgy\n',
      { organization: 'mycoveoorg', source: 'mycoveoorg-rp5rxzbdz753uhndklv2ztkfgy' },
    ],
    [
      'a source id whose organization has hyphens',
      'rp5rxzbdz753uhndklv2ztkfgy-sandbox-demo',
      { organization: 'sandbox-demo', source: 'rp5rxzbdz753uhndklv2ztkfgy-sandbox-demo' },
    ],
    [
      'a source id in a sentence',
      `The source ${SOURCE} has stopped.`,
      { organization: 'mycoveoorg', source: SOURCE },
    ],
    [
      'an organization id',
      'mycoveocloudv2organizationg8tp8wu3',
      { organization: 'mycoveocloudv2organizationg8tp8wu3' },
    ],
    [
      'a cURL command, with its token',
      `curl -X PUT 'https://api-au.cloud.coveo.com/push/v1/organizations/mycoveoorg/sources/${SOURCE}/documents/batch?fileId=1' \\\n  -H 'Authorization: Bearer ${KEY}'`,
      { region: 'au', organization: 'mycoveoorg', source: SOURCE, token: KEY },
    ],
    [
      'a cURL command for HIPAA with a variable in place of the token',
      'curl "https://platformhipaa.cloud.coveo.com/rest/organizations/mycoveoorg/status" -H "Authorization: Bearer $TOKEN"',
      { region: 'hipaa', organization: 'mycoveoorg' },
    ],
    [
      'JSON',
      `{"organizationId": "mycoveoorg", "apiKey": "${KEY}"}`,
      { organization: 'mycoveoorg', token: KEY },
    ],
    ['a header', `Authorization: Bearer ${JWT}`, { token: JWT }],
    [
      'a token of a form of its own behind Bearer',
      'Bearer abcdefghijklmnop1234567',
      { token: 'abcdefghijklmnop1234567' },
    ],
    ['an API key', KEY, { token: KEY }],
    ['a web token', JWT, { token: JWT }],
    [
      'a link of Pushscope',
      `https://pushscope.example.com/o/eu/mycoveoorg/s/${SOURCE}?from=2026-11-20T00:00:00Z`,
      { region: 'eu', organization: 'mycoveoorg', source: SOURCE },
    ],
    [
      'a host of an organization',
      'https://mycoveoorg.admin.org.coveo.com/admin/',
      { organization: 'mycoveoorg' },
    ],
    [
      'an address of the sandbox',
      'http://localhost:3000/sandbox/rest/organizations/sandbox-demo/status',
      { region: 'sandbox', organization: 'sandbox-demo' },
    ],
    ['nothing', '', {}],
    ['a sentence', 'It does not work any more, please help.', {}],
    ['a word that may be a secret', '9f86d081884c7d659a2feaa0c55ad015', {}],
  ])('%s', (_, text, found) => {
    expect(read(text)).toEqual({ ...NOTHING, ...found });
  });
});

describe('what does not fit is pointed out', () => {
  test.each([
    [
      'a source of another organization than the path',
      `https://api.cloud.coveo.com/push/v1/organizations/otherorg/sources/${SOURCE}/documents`,
      'otherorg',
      `The source id ${SOURCE} is of the organization mycoveoorg, not of otherorg.`,
    ],
    [
      'a source of another organization than the host',
      `https://otherorg.org.coveo.com/rest/organizations/otherorg/sources/${SOURCE}`,
      'otherorg',
      `The source id ${SOURCE} is of the organization mycoveoorg, not of otherorg.`,
    ],
    [
      'a host of another organization than the path',
      'https://otherorg.org.coveo.com/rest/organizations/mycoveoorg/sources',
      'mycoveoorg',
      'The host is of the organization otherorg, and the path names mycoveoorg.',
    ],
    [
      'two organizations',
      'https://platform.cloud.coveo.com/admin/#/firstorg/content and https://platform.cloud.coveo.com/admin/#/second/content',
      'firstorg',
      'The text names 2 organizations: firstorg, second. The first one was taken.',
    ],
    [
      'two regions',
      'https://platform-eu.cloud.coveo.com/admin/#/myorg/content https://platform-au.cloud.coveo.com/admin/#/myorg/content',
      'myorg',
      'The text names 2 regions: eu, au. The first one was taken.',
    ],
    [
      'two tokens',
      `https://platform.cloud.coveo.com/admin/#/myorg/ old ${KEY} new ${KEY.replace('xx0', 'xx1')}`,
      'myorg',
      'The text holds 2 tokens; the first one was taken.',
    ],
  ])('%s', (_, text, organization, doubt) => {
    const hint = read(text);
    expect({ organization: hint.organization, doubts: hint.doubts }).toEqual({
      organization,
      doubts: [doubt],
    });
  });
});

test('the token that was sent goes before another one in the text', () => {
  const other = KEY.replace('xx0', 'xx1');
  expect(
    read(`key=${other}\ncurl -H "Authorization: Bearer ${KEY}" https://api.cloud.coveo.com/`).token,
  ).toBe(KEY);
});

test('of a text of megabytes the beginning is read, and that is said', () => {
  const hint = readConnectionHint(
    `https://platform-eu.cloud.coveo.com/admin/#/mycoveoorg/ ${'x '.repeat(2_000_000)}`,
  );
  expect({ ...hint, text: '' }).toEqual({
    ...NOTHING,
    region: 'eu',
    organization: 'mycoveoorg',
    text: '',
    doubts: ['The text is long: only its beginning was read.'],
  });
});

test.each([
  [SOURCE, 'mycoveoorg', null],
  ['MyCoveoOrg-rp5rxzbdz753uhndklv2ztkfgy', 'mycoveoorg', null],
  ['my source', 'mycoveoorg', null],
  [SOURCE, '', null],
  [SOURCE, 'other', `The source id ${SOURCE} is of the organization mycoveoorg, not of other.`],
])('source id %s beside organization “%s”', (source, organization, told) => {
  expect(sourceMismatch(source, organization)).toBe(told);
});
