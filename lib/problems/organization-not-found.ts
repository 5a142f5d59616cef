import { ARTICLE_95 } from './article';
import { type ErrorSigns, errorDoor, readSign } from './error-signs';
import { bothSpellings, recognition, serviceOf } from './paste-signs';
import type { DecidingRequest, Problem } from './problem';

const SIGNS: ErrorSigns = {
  codes: ['ORGANIZATION_NOT_FOUND'],
  statuses: [404],
  plain: bothSpellings('organization does not exist', 'organization \\S{1,80} (?:does not|doesn.t) exist'),
  fitting: [
    ...bothSpellings('organization not found', 'organization (?:\\S{1,80} )?(?:is |was )?not found'),
    ...bothSpellings(
      'organization could not be found',
      'organization (?:\\S{1,80} )?(?:could not|cannot) be found',
    ),
  ],
  alone: 'possible',
};

const STATUS: DecidingRequest = {
  tells:
    '200 means that the organization is there, in this region, for this token; 404 that its id or the region is wrong.',
  call: { name: 'organization.status' },
};

/**
 * No organization of this id in this region. An older copy of article 95 had it; the newest does not, but the Push
 * API's specification still declares 404.
 */
export const organizationNotFound: Problem = {
  id: 'organization-not-found',
  words: {
    title: 'Organization not found',
    whatHappened:
      'Coveo refused the request with 404 `ORGANIZATION_NOT_FOUND`: it knows no organization of that id here.',
    cause:
      'The organization id in the path is misspelt, is the organization’s display name, or belongs to another region than the host.',
    fix: [
      'Copy the id from the Administration Console: it stands in the address after `/admin/#/`.',
      'Put it into the path as it is: `/push/v1/organizations/{organizationId}/…`.',
      'Take the host of the organization’s region, for example `api-eu.cloud.coveo.com` or `api-au.cloud.coveo.com`; without a suffix it is the United States.',
    ],
    mistakes: [
      'Using the name that people see in place of the id, which is lower case and may end in random characters.',
      'Copying the production id into a job for the sandbox organization, or the other way round.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: ARTICLE_95,
    unsure:
      'Coveo’s current article does not list this code, an older one did. That another region answers the same is inferred.',
  },
  signs: { statuses: [404], codes: ['ORGANIZATION_NOT_FOUND'] },
  example: `HTTP/1.1 404 Not Found
{"message": "Organization 'myorg' does not exist.", "errorCode": "ORGANIZATION_NOT_FOUND"}`,
  paste: errorDoor(SIGNS, (facts) => {
    const sign = readSign(facts, SIGNS);
    if (sign === null || (sign.by === 'status' && serviceOf(facts) !== 'push')) return null;
    const region = facts.mismatches.find(({ name }) => name === 'host of another region');
    return recognition(sign, {
      reasons: [
        ...sign.reasons,
        ...(sign.by === 'status'
          ? ['A 404 of the Push API without a code most often means a wrong path or organization.']
          : []),
        region?.text ?? 'Whether the id or the region of the host is wrong, the text does not tell.',
      ],
      spans: region === undefined ? sign.spans : [...sign.spans, region.span],
      wrongIf: 'The organization’s status can be read on the same region’s host with the same id.',
      decidedBy: STATUS,
    });
  }),
  later: [],
};
