import type { Facts, Span } from '@/lib/paste/facts';
import { serviceOf } from './paste-signs';
import type { Claim } from './problem';

/** What an upload into a file container must carry, whatever the batch (articles 43 and 95). */
const REQUIRED_HEADERS = [
  { name: 'x-amz-server-side-encryption', value: 'AES256', isClientMade: false },
  { name: 'content-type', value: 'application/octet-stream', isClientMade: true },
] as const;

/** What tells that an upload does not fit its signed address: a sentence, its characters, and how sure it makes that. */
export interface UploadClue {
  readonly confidence: Claim;
  readonly reason: string;
  readonly spans: readonly Span[];
}

/**
 * What is wrong with the request of an upload into a file container, where the paste shows it: its method, an
 * `Authorization` header, or headers that differ from the container's `requiredHeaders` (articles 43 and 95). Empty
 * when nothing is, or the request is no upload.
 */
export function uploadFaults(facts: Facts): UploadClue[] {
  const { request } = facts;
  if (request === null || serviceOf(facts) !== 'upload') return [];
  const clues: UploadClue[] = [];
  // Any bucket has presigned addresses: what a container wants is only wanted there.
  const confidence: Claim =
    facts.coveo !== null || /coveo/i.test(request.url?.host ?? '') ? 'likely' : 'possible';
  const { method } = request;
  if (method !== null && method.value.toUpperCase() !== 'PUT') {
    clues.push({
      confidence,
      reason: `The upload is sent as ${method.value.toUpperCase()}; the address is signed for \`PUT\`.`,
      spans: [method.span],
    });
  }
  const authorization = request.headers.find(({ name }) => name === 'authorization');
  if (authorization !== undefined || facts.credentials?.header === 'there') {
    const span = authorization?.span ?? facts.credentials?.span ?? null;
    clues.push({
      confidence,
      reason:
        'The upload carries an `Authorization` header. The address is signed already, and S3 refuses a second proof of identity.',
      spans: span === null ? [] : [span],
    });
  }
  for (const required of REQUIRED_HEADERS) {
    const sent = request.headers.find(({ name }) => name === required.name);
    if (sent === undefined) {
      // A client may add its own content type unseen; nothing adds the other header by itself.
      const isSeen = request.complete || (facts.kind === 'cURL command' && !required.isClientMade);
      if (!isSeen) continue;
      clues.push({
        confidence,
        reason: `The upload does not send \`${required.name}\`, which is among the container’s \`requiredHeaders\` (usually \`${required.value}\`).`,
        spans: request.url === null ? [] : [request.url.span],
      });
    } else if (sent.value.trim().toLowerCase() !== required.value.toLowerCase()) {
      clues.push({
        confidence,
        reason: `The upload sends \`${required.name}: ${sent.value.trim()}\`; the container’s \`requiredHeaders\` usually want \`${required.value}\`.`,
        spans: [sent.span],
      });
    }
  }
  return clues;
}
