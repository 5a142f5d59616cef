import { describe, expect, it } from 'vitest';
import type { Problem } from './problem';
import { PROBLEMS } from './problems';
import { searchProblems } from './search';

function problemOf(id: string, title: string, signs: Problem['signs'], whatHappened: string): Problem {
  return {
    id,
    words: {
      title,
      whatHappened,
      cause: 'A cause.',
      fix: ['A step.'],
      mistakes: ['A mistake.'],
      actor: 'client',
      retryable: false,
      retryAfter: null,
      article: { title: 'Coveo 95: An article', url: 'https://docs.coveo.com/en/95/' },
      unsure: null,
    },
    signs,
    example: null,
    later: [],
  };
}

const TOO_LARGE = problemOf(
  'request-too-large',
  'Request too large',
  { statuses: [413], codes: [] },
  'More than `6 MB` were sent.',
);
const BATCH = problemOf(
  'batch-failed',
  'Batch failed',
  { statuses: [404], codes: ['ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3'] },
  'A batch over 52,428,800 bytes, or a large one, failed.',
);
const SIGNATURE = problemOf(
  'container-signature-mismatch',
  'Upload does not fit',
  { statuses: [403, 400], codes: ['SignatureDoesNotMatch'] },
  'S3 refused the request.',
);
const SERVICE = problemOf(
  'service-error',
  'The service failed',
  { statuses: [500, 502, 503, 504], codes: ['INTERNAL_SERVER_ERROR'] },
  'The request met an error of the service or a time-out, not one of a batch.',
);
const ALL = [TOO_LARGE, BATCH, SIGNATURE, SERVICE];

const idsFor = (query: string) => searchProblems(ALL, query).map(({ id }) => id);

describe('a search of the problems', () => {
  it.each(['', '   ', '???'])('gives all of them in their order for “%s”', (query) => {
    expect(idsFor(query)).toEqual(ALL.map(({ id }) => id));
  });

  it.each([
    ['413', ['request-too-large']],
    ['HTTP 413', ['request-too-large']],
    ['status code: 413', ['request-too-large']],
    ['5xx', ['service-error']],
    ['5XX', ['service-error']],
    ['4xx', ['request-too-large', 'batch-failed', 'container-signature-mismatch']],
    ['502', ['service-error']],
    ['50', ['service-error']],
    ['500 502', ['service-error']],
    ['52428800', ['batch-failed']],
    ['52,428,800', ['batch-failed']],
  ])('finds statuses and numbers: %s', (query, ids) => {
    expect(idsFor(query)).toEqual(ids);
  });

  it.each([
    'SignatureDoesNotMatch',
    'signature_does_not_match',
    'signature does not match',
    'SIGNATURE-DOES-NOT-MATCH',
    'signaturedoesnot',
  ])('finds a code however it is written: %s', (query) => {
    expect(idsFor(query)).toEqual(['container-signature-mismatch']);
  });

  it.each([
    'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3',
    'error deserializing batch document from s3',
    'error_deserializing',
    'Error Deserializing  BATCH',
  ])('tolerates case, underscores and blanks: %s', (query) => {
    expect(idsFor(query)).toEqual(['batch-failed']);
  });

  it('wants every word somewhere', () => {
    expect(idsFor('large batch')).toEqual(['batch-failed']);
    expect(idsFor('large nonsense')).toEqual([]);
  });

  it('lists what names itself so before what only speaks of it', () => {
    expect(idsFor('batch')).toEqual(['batch-failed', 'service-error']);
    expect(idsFor('service')).toEqual(['service-error']);
    expect(idsFor('request')).toEqual(['request-too-large', 'container-signature-mismatch', 'service-error']);
  });

  it('takes beginnings of words, not their middles', () => {
    expect(idsFor('sig')).toEqual(['container-signature-mismatch']);
    expect(idsFor('atch')).toEqual([]);
  });

  it.each(['timeout', 'time-out', 'time out'])(
    'finds words with a dash however they are written: %s',
    (query) => {
      expect(idsFor(query)).toEqual(['service-error']);
    },
  );

  it('takes any signs as words and none as a pattern', () => {
    expect(idsFor('(413')).toEqual(['request-too-large']);
    expect(idsFor('.*')).toEqual(ALL.map(({ id }) => id));
  });
});

describe('a search of the catalogue', () => {
  it('finds each problem first by its id, and by its title', () => {
    const first = (query: string) => searchProblems(PROBLEMS, query)[0]?.id;
    expect(PROBLEMS.map(({ id }) => first(id))).toEqual(PROBLEMS.map(({ id }) => id));
    expect(PROBLEMS.map(({ words }) => first(words.title))).toEqual(PROBLEMS.map(({ id }) => id));
  });

  it('finds each problem by each of its codes and statuses', () => {
    const missed = PROBLEMS.flatMap((problem) =>
      [...problem.signs.codes, ...problem.signs.statuses.map(String)].filter(
        (sign) => !searchProblems(PROBLEMS, sign).includes(problem),
      ),
    );
    expect(missed).toEqual([]);
  });

  it('takes a whole log for a query without trying its patience, and looks at its beginning', () => {
    // Read whole, such a query would run into the test's time limit.
    expect(searchProblems(PROBLEMS, 'http code '.repeat(200_000))).toEqual(
      searchProblems(PROBLEMS, 'http code '.repeat(50)),
    );
  });

  it('has nothing for words that no problem knows', () => {
    expect(searchProblems(PROBLEMS, 'zebra crossing')).toEqual([]);
  });
});
