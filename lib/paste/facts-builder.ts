import type { Facts, IdentifierFact, RequestFacts, ResponseFacts, RowFact, S3Facts, UrlFacts } from './facts';

/** For tests: facts of a paste that shows nothing, with what a test wants different. */
export function factsOf(different: Partial<Facts> = {}): Facts {
  const text = different.text ?? '';
  return {
    exchange: 0,
    kind: 'prose',
    text,
    span: [0, text.length],
    now: null,
    coveo: null,
    foreign: null,
    request: null,
    response: null,
    status: null,
    codes: [],
    messages: [],
    s3: null,
    phrases: [],
    rows: { read: [], total: 0 },
    activities: [],
    privileges: [],
    payload: null,
    credentials: null,
    identifiers: [],
    mismatches: [],
    ...different,
  };
}

/** For tests: a request that shows nothing, with what a test wants different. */
export function requestOf(different: Partial<RequestFacts> = {}): RequestFacts {
  return { method: null, url: null, headers: [], complete: false, body: null, ...different };
}

/** For tests: an answer that shows nothing, with what a test wants different. */
export function responseOf(different: Partial<ResponseFacts> = {}): ResponseFacts {
  return { headers: [], body: null, ...different };
}

/** For tests: an address of the Push API in the United States, with what a test wants different. */
export function urlOf(different: Partial<UrlFacts> = {}): UrlFacts {
  return {
    value: 'https://api.cloud.coveo.com/push/v1/organizations/org/sources/source/documents',
    span: [0, 0],
    host: 'api.cloud.coveo.com',
    service: 'push',
    region: 'us',
    organization: 'org',
    source: 'source',
    path: '/push/v1/organizations/{organization}/sources/{source}/documents',
    parameters: [],
    ...different,
  };
}

/** For tests: an S3 error of which nothing was read, with what a test wants different. */
export function s3Of(different: Partial<S3Facts> = {}): S3Facts {
  return { code: null, message: null, expires: null, serverTime: null, lateMs: null, ...different };
}

/** For tests: a log row as a fact, where its place in the text does not matter. */
export function rowFactOf(
  row: RowFact['row'],
  span: RowFact['span'] = [0, 0],
  dated: RowFact['dated'] = 'in UTC',
): RowFact {
  return { row, dated, span };
}

/** For tests: an identifier, where its place in the text does not matter. */
export function identifierOf(
  name: IdentifierFact['name'],
  value: string,
  ordering?: IdentifierFact['ordering'],
): IdentifierFact {
  return { name, value, span: [0, 0], ...(ordering === undefined ? {} : { ordering }) };
}
