import { pushHost } from '@/lib/health/coveo-query';

/** Where a source is, and the address of this Pushscope, which the sandbox is below. */
export interface ActPlace {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
  readonly origin: string;
}

/** Setting a source to IDLE, as cURL with `$COVEO_TOKEN`. */
export function idleCurl(place: ActPlace): string {
  return curl('POST', `${sourceUrl(place)}/status?statusType=IDLE`, {});
}

/** Pushing a canary, as cURL; `orderingId` is null while it is not sent, and then the shell makes one of its clock. */
export function canaryCurl(place: ActPlace, uri: string, item: unknown, orderingId: string | null): string {
  return curl('PUT', documentUrl(place, uri, orderingId), item);
}

/** Deleting a canary, as cURL. */
export function canaryDeletionCurl(place: ActPlace, uri: string): string {
  return curl('DELETE', documentUrl(place, uri, null));
}

/** What a probe uploads. It is never pushed, so it never becomes an item. */
export const PROBE_BODY = 'Pushscope probe: uploaded to prove the way, and never pushed.';

/** Making a file container and uploading to it, as cURL: the second takes the `uploadUri` that the first answers. */
export function probeCurl({ region, organization, origin }: ActPlace): string {
  const container = `${pushHost(region, origin)}/push/v1/organizations/${encodeURIComponent(organization)}/files`;
  const upload = [
    'curl -X PUT "$UPLOAD_URI" \\',
    "  -H 'x-amz-server-side-encryption: AES256' \\",
    "  -H 'Content-Type: application/octet-stream' \\",
    `  -d '${PROBE_BODY}'`,
  ].join('\n');
  return `${curl('POST', container, {})}\n\n${upload}`;
}

/** A delete older than, as cURL, to copy: Pushscope does not send it. */
export function olderThanCurl(place: ActPlace, orderingId: string, queueDelay: number): string {
  return curl(
    'DELETE',
    `${sourceUrl(place)}/documents/olderthan?orderingId=${orderingId}&queueDelay=${queueDelay}`,
  );
}

function documentUrl(place: ActPlace, uri: string, orderingId: string | null): string {
  const url = `${sourceUrl(place)}/documents?documentId=${encodeURIComponent(uri)}&orderingId=`;
  return orderingId === null ? `${url}'"$(date +%s000)"'` : `${url}${orderingId}`;
}

function sourceUrl({ region, organization, source, origin }: ActPlace): string {
  return `${pushHost(region, origin)}/push/v1/organizations/${encodeURIComponent(organization)}/sources/${encodeURIComponent(source)}`;
}

function curl(method: string, url: string, body?: unknown): string {
  // What the shell makes stands outside of the quotes.
  const quotedUrl = `'${url}'`.replace(/''$/, '');
  const lines = [`curl -X ${method} ${quotedUrl}`, '-H "Authorization: Bearer $COVEO_TOKEN"'];
  if (body !== undefined) {
    const quoted = JSON.stringify(body).replaceAll("'", String.raw`'\''`);
    lines.push("-H 'Content-Type: application/json'", `-d '${quoted}'`);
  }
  return lines.join(' \\\n  ');
}
