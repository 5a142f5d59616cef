import { expect, it } from 'vitest';
import { article95 } from './article';

it.each([
  ['400 - INVALID_JSON', '400-invalid_json'],
  ['403 - ACCESS_DENIED (Request has expired)', '403-access_denied-request-has-expired'],
  ['413 - Request Entity Too Large', '413-request-entity-too-large'],
  ['5XX', '5xx'],
  ['SSL connection issue with the C# Platform SDK', 'ssl-connection-issue-with-the-c-platform-sdk'],
  ['Delete older than operation doesn’t delete items', 'delete-older-than-operation-doesnt-delete-items'],
])('the section “%s” of article 95 is linked', (heading, anchor) => {
  expect(article95(heading)).toEqual({
    title: `Coveo 95: Troubleshooting Push source issues, ${heading}`,
    url: `https://docs.coveo.com/en/95/#${anchor}`,
  });
});
