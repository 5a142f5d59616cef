import type { Diagnosis, DiagnosisReport } from '@/lib/diagnosis/report';
import type { Span } from '@/lib/paste/facts';

const TEXT = `PUT https://api-eu.cloud.coveo.com/push/v1/organizations/acme/sources/abcdefghijklmnopqrstuvwxyz-acme/documents?documentId=https%3A%2F%2Fshop.example.com%2F1
Authorization: Bearer <redacted>

HTTP/1.1 403 Forbidden
X-Request-ID: 5a6b7c8d-0000-4000-8000-123456789abc

{"message":"Access is denied.","errorCode":"ACCESS_DENIED"}
`;

/** Where a part of a text stands, for tests of what is drawn. */
export function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  return [start, start + part.length];
}

/** A diagnosis for tests of what is drawn. */
export function exampleDiagnosis(overrides: Partial<Diagnosis> = {}): Diagnosis {
  return {
    problem: 'access-denied',
    title: 'Access denied',
    confidence: 'certain',
    reasons: [
      'The error code is `ACCESS_DENIED`.',
      'Whether a privilege is missing or an id is wrong is not in the text.',
    ],
    spans: [spanOf(TEXT, '403 Forbidden'), spanOf(TEXT, 'ACCESS_DENIED')],
    owner: 'administrator',
    firstStep: null,
    retryable: false,
    retryAfter: null,
    exchange: 0,
    alsoIn: 0,
    wrongIf: 'The privilege evaluation approves the same privilege for the same key.',
    decidedBy: {
      tells: 'Whether the key may edit this source: `approved` says so, and its result codes say why not.',
      curl: `curl -X POST 'https://platform-eu.cloud.coveo.com/rest/privilege/evaluate' \\\n  -H "Authorization: Bearer $COVEO_TOKEN"`,
    },
    ...overrides,
  };
}

/** A report for tests of what is drawn: a 403 with a further guess, its facts, and a secret that was removed. */
export function exampleReport(overrides: Partial<DiagnosisReport> = {}): DiagnosisReport {
  const fact = (name: string, value: string) => ({ name, value, span: spanOf(TEXT, value) });
  return {
    text: TEXT,
    diagnoses: [
      exampleDiagnosis(),
      exampleDiagnosis({
        problem: 'invalid-token',
        title: 'Token not recognised',
        confidence: 'possible',
        reasons: ['The status is 403.'],
        spans: [spanOf(TEXT, '403 Forbidden')],
        decidedBy: null,
      }),
    ],
    nearest: [],
    facts: [
      fact('method', 'PUT'),
      fact('status', '403'),
      fact('code', 'ACCESS_DENIED'),
      fact('requestId', '5a6b7c8d-0000-4000-8000-123456789abc'),
      { name: 'region', value: 'eu', span: spanOf(TEXT, 'api-eu') },
      fact('organization', 'acme'),
      fact('source', 'abcdefghijklmnopqrstuvwxyz-acme'),
    ],
    redactions: [{ kind: 'authorization', count: 1 }],
    parts: [{ exchange: 0, kind: 'http exchange', span: [0, TEXT.length] }],
    notes: [],
    ...overrides,
  };
}
