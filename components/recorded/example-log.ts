import { toIso, toMs } from '@/lib/evidence/time';

/**
 * A client's log as one would paste it, to try: made-up calls to a source in the hour before `asOf` (ISO), some of
 * them refused. It says so itself, and names no file container that was accepted: none such will ever be consumed.
 */
export function exampleLog(
  { organization, source }: { readonly organization: string; readonly source: string },
  asOf: string,
): string {
  const path = `https://api.cloud.coveo.com/push/v1/organizations/${organization}`;
  const batch = `${path}/sources/${source}/documents/batch`;
  const end = toMs(asOf) - 5 * 60_000;
  const at = (minute: number) => toIso(end - (20 - minute) * 60_000);
  return [
    '# Made up, to try: no such call was made.',
    `${at(0)} INFO POST ${path}/sources/${source}/status?statusType=REFRESH 201`,
    `${at(1)} INFO POST ${path}/files 201`,
    `${at(2)} INFO PUT ${batch} 202`,
    `${at(3)} WARN PUT ${batch}?fileId=example-2 429 {"errorCode":"TOO_MANY_REQUESTS","message":"Too many requests."}`,
    `${at(4)} WARN PUT ${batch}?fileId=example-2 429 {"errorCode":"TOO_MANY_REQUESTS","message":"Too many requests."}`,
    `${at(8)} INFO PUT ${batch} 202`,
    `${at(12)} ERROR PUT ${batch}?fileId=example-3 413`,
    `${at(16)} ERROR PUT ${batch}?fileId=example-4 401 {"errorCode":"INVALID_TOKEN","message":"The provided token is invalid or expired."}`,
    `${at(20)} INFO POST ${path}/sources/${source}/status?statusType=IDLE 201`,
    '',
  ].join('\n');
}
