import { describe, expect, it } from 'vitest';
import { requestOf, urlOf } from '@/lib/paste/facts-builder';
import { organizationNotFound } from './organization-not-found';
import { type Look, lookAt, spanIn } from './paste-door-under-test';

const CANNOT_TELL = 'Whether the id or the region of the host is wrong, the text does not tell.';
const BY_CODE: Look = {
  confidence: 'certain',
  reasons: ['The error’s code is `ORGANIZATION_NOT_FOUND`.', 'Its status 404 fits.', CANNOT_TELL],
  spans: ['ORGANIZATION_NOT_FOUND', '404'],
  wrongIf: 'The organization’s status can be read on the same region’s host with the same id.',
  decidedBy: {
    tells:
      '200 means that the organization is there, in this region, for this token; 404 that its id or the region is wrong.',
    call: { name: 'organization.status' },
  },
  retryAfter: null,
};
const TEXT = 'HTTP/1.1 404 {"errorCode": "ORGANIZATION_NOT_FOUND"}';

describe('an organization that is not found is recognised', () => {
  it('by its code: certain, and says that id and region cannot be told apart', () => {
    expect(lookAt(organizationNotFound, TEXT)).toEqual(BY_CODE);
  });

  it('with the host of another region, where the paste shows one', () => {
    const mismatch = {
      name: 'host of another region',
      text: 'The console’s address is of eu, and the request went to us.',
      span: spanIn(TEXT, 'HTTP'),
    } as const;
    expect(lookAt(organizationNotFound, TEXT, { mismatches: [mismatch] })).toEqual({
      ...BY_CODE,
      reasons: [...BY_CODE.reasons.slice(0, 2), mismatch.text],
      spans: [...BY_CODE.spans, 'HTTP'],
    });
  });

  it.each([
    "Organization 'myorg' does not exist.",
    'organisation myorg could not be found, api.cloud.coveo.com',
  ])('by “%s”: likely', (text) => {
    expect(lookAt(organizationNotFound, text, { kind: 'prose' })?.confidence).toBe('likely');
  });

  it('as possible by a bare 404 of the Push API', () => {
    expect(
      lookAt(organizationNotFound, 'HTTP/1.1 404 api.cloud.coveo.com', {
        request: requestOf({ url: urlOf() }),
      }),
    ).toEqual({
      ...BY_CODE,
      confidence: 'possible',
      reasons: [
        'The status is 404, beside a sign of Coveo (api.cloud.coveo.com), and no code is shown that says more.',
        'A 404 of the Push API without a code most often means a wrong path or organization.',
        CANNOT_TELL,
      ],
      spans: ['404'],
    });
  });
});

describe('an organization that is not found is not claimed', () => {
  it.each([
    'HTTP/1.1 404 api.cloud.coveo.com',
    'HTTP/1.1 404 Not Found',
    '{"errorCode": "404", "message": "Page with name x does not exist"}',
    'the organization is not found of long meetings',
  ])('of “%s”', (text) => {
    expect(lookAt(organizationNotFound, text, { kind: 'prose' })).toBeNull();
  });
});
