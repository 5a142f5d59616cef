import { expect, test } from 'vitest';
import { canaryCurl, canaryDeletionCurl, idleCurl, olderThanCurl, probeCurl } from './act-curl';

const PLACE = {
  region: 'eu',
  organization: 'acme',
  source: 'x-acme',
  origin: 'https://pushscope.example.com',
};
const PUSH = 'https://api-eu.cloud.coveo.com/push/v1/organizations/acme';

test('each request is shown whole, with the token as a variable of the shell', () => {
  const auth = '-H "Authorization: Bearer $COVEO_TOKEN"';
  const json = "-H 'Content-Type: application/json'";
  const document = `${PUSH}/sources/x-acme/documents?documentId=pushscope%3A%2F%2Fcanary%2F1&orderingId=`;
  expect(idleCurl(PLACE)).toBe(
    `curl -X POST '${PUSH}/sources/x-acme/status?statusType=IDLE' \\\n  ${auth} \\\n  ${json} \\\n  -d '{}'`,
  );
  expect(canaryCurl(PLACE, 'pushscope://canary/1', { data: "it's" }, '1763640000000')).toBe(
    `curl -X PUT '${document}1763640000000' \\\n  ${auth} \\\n  ${json} \\\n  -d '{"data":"it'\\''s"}'`,
  );
  expect(canaryDeletionCurl(PLACE, 'pushscope://canary/1')).toBe(
    `curl -X DELETE '${document}'"$(date +%s000)" \\\n  ${auth}`,
  );
  expect(olderThanCurl(PLACE, '1763640000000', 15)).toBe(
    `curl -X DELETE '${PUSH}/sources/x-acme/documents/olderthan?orderingId=1763640000000&queueDelay=15' \\\n  ${auth}`,
  );
  expect(probeCurl({ ...PLACE, region: 'sandbox' })).toContain(
    "curl -X POST 'https://pushscope.example.com/sandbox/push/v1/organizations/acme/files'",
  );
});
