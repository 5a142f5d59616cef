import { expect, test } from 'vitest';
import { type Reading, readingsOf } from './reading-under-test';

const cases: [what: string, text: string, readings: Reading[]][] = [
  [
    'an answer of the Log Browser after its request',
    `curl -X POST https://api.cloud.coveo.com/logs/v1/organizations/acme?from=a -H "Authorization: Bearer $T" -d '{}'
HTTP/2 200
content-type: application/json

{"documentLogEntries":[{"datetime":"2026-03-01T10:00:00Z","guid":"g1","id":"https://a/1","operation":"ADD","result":"COMPLETED","task":"CONSUMING","meta":{}}],"hasNextPage":false}`,
    [
      {
        kind: 'log rows',
        coveo: 'api.cloud.coveo.com',
        method: 'POST',
        url: 'logs api.cloud.coveo.com /logs/v1/organizations/{organization}',
        parameters: { from: 'a' },
        sent: ['authorization', 'all'],
        sentBody: '{}',
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: 'json: {"documentLogEntries":[{"datetime":"2026-03-01T10:00:00Z","guid":"g1","id":"https://a/1","operation":"ADD","result":"COMPLETED","task":"CONSUMING","meta":{}}],"hasNextPage":false}',
        rows: ['CONSUMING ADD COMPLETED https://a/1 {}'],
        rowsTotal: 1,
        credentials: 'there, Bearer',
        ids: ['region us', 'organization acme', 'item https://a/1'],
      },
    ],
  ],
  [
    'one row',
    `{
  "datetime": "2026-03-01T10:00:00Z",
  "guid": "g1",
  "id": "https://a/1",
  "operation": "ADD",
  "result": "REJECTED",
  "task": "CONSUMING",
  "meta": {
    "error": "OUT_OF_SEQUENCE_OPERATION"
  },
  "sourceId": "w1zh6p45vh7s2uxzvg3s7kg85m-acme"
}`,
    [
      {
        kind: 'log rows',
        coveo: 'w1zh6p45vh7s2uxzvg3s7kg85m-acme',
        codes: ['OUT_OF_SEQUENCE_OPERATION (word)'],
        rows: ['CONSUMING ADD REJECTED https://a/1 {"error":"OUT_OF_SEQUENCE_OPERATION"}'],
        rowsTotal: 1,
        ids: ['item https://a/1', 'source w1zh6p45vh7s2uxzvg3s7kg85m-acme', 'organization acme'],
      },
    ],
  ],
  [
    'an array of rows',
    '[{"datetime":"2026-03-01T10:00:00Z","guid":"g1","id":"https://a/1","operation":"ADD","result":"COMPLETED","task":"CONSUMING","meta":{}},{"datetime":"2026-03-01T10:00:00Z","guid":"g2","id":"https://a/1","operation":"ADD","result":"REJECTED","task":"INDEXING","meta":{"reason":"x"}}]',
    [
      {
        kind: 'log rows',
        coveo: 'CONSUMING',
        rows: ['CONSUMING ADD COMPLETED https://a/1 {}', 'INDEXING ADD REJECTED https://a/1 {"reason":"x"}'],
        rowsTotal: 2,
        ids: ['item https://a/1'],
      },
    ],
  ],
  [
    'rows line by line',
    `{"datetime":"2026-03-01T10:00:00Z","guid":"g1","id":"https://a/1","operation":"ADD","result":"COMPLETED","task":"CONSUMING","meta":{}}
{"datetime":"2026-03-01T10:00:00Z","guid":"g2","id":"https://a/1","operation":"ADD","result":"REJECTED","task":"INDEXING","meta":{"reason":"x"}}`,
    [
      {
        kind: 'log rows',
        coveo: 'CONSUMING',
        rows: ['CONSUMING ADD COMPLETED https://a/1 {}', 'INDEXING ADD REJECTED https://a/1 {"reason":"x"}'],
        rowsTotal: 2,
        ids: ['item https://a/1'],
      },
    ],
  ],
  [
    'rows cut off',
    '{"documentLogEntries":[{"datetime":"2026-03-01T10:00:00Z","guid":"g1","id":"https://a/1","operation":"ADD","result":"REJECTED","task":"CONSUMING","meta":{}},{"datetime":"2026-03-01T10:00:00Z","guid":"g2","id":"https://a/1","operation',
    [
      {
        kind: 'log rows',
        coveo: 'CONSUMING',
        rows: ['CONSUMING ADD REJECTED https://a/1 {}'],
        rowsTotal: 2,
        ids: ['item https://a/1'],
      },
    ],
  ],
  [
    'rows escaped in JSON',
    `{"body":"{\\"documentLogEntries\\":[{\\"datetime\\":\\"2026-03-01T10:00:00Z\\",\\"guid\\":\\"g1\\",\\"id\\":\\"https://a/1\\",\\"operation\\":\\"ADD\\",\\"result\\":\\"REJECTED\\",\\"task\\":\\"CONSUMING\\",\\"meta\\":{\\"error\\":\\"OUT_OF_SEQUENCE_OPERATION\\"}}]}"}`,
    [
      {
        kind: 'log rows',
        coveo: 'CONSUMING',
        codes: ['OUT_OF_SEQUENCE_OPERATION (word)'],
        rows: ['CONSUMING ADD REJECTED https://a/1 {"error":"OUT_OF_SEQUENCE_OPERATION"}'],
        rowsTotal: 1,
        ids: ['item https://a/1'],
      },
    ],
  ],
  [
    'a table with tabs, in the words of the console',
    `Date/Time	Stage	Operation	Result	Source	Item URI	Details
2026-03-01 10:00:00	Consuming	Update	Rejected	Acme Push	https://acme.com/1	OUT_OF_SEQUENCE_OPERATION
2026-03-01 10:00:01	Applying extension	Delete older than	Error	Acme Push		{"error":"boom"}`,
    [
      {
        kind: 'log rows',
        coveo: 'CONSUMING',
        codes: ['OUT_OF_SEQUENCE_OPERATION (word)'],
        rows: [
          'CONSUMING UPDATE REJECTED https://acme.com/1 {"message":"OUT_OF_SEQUENCE_OPERATION"}',
          'EXTENSION DELETE_OLDER_THAN ERROR null {"error":"boom"}',
        ],
        rowsTotal: 2,
        ids: ['source Acme Push', 'item https://acme.com/1'],
      },
    ],
  ],
  [
    'a table with commas and quotes, in another order',
    `"Result","Operation","Stage","Date","Item URI","Details"
"Error","Batch file","Consuming batch","2026-03-01T10:00:00.000Z","b5e8767e-8f0d-4a89-9095-1127915c89c7","Unexpected token ""x"", at 5"`,
    [
      {
        kind: 'log rows',
        coveo: 'CONSUMING_BATCH',
        rows: [
          'CONSUMING_BATCH BATCH_FILE ERROR b5e8767e-8f0d-4a89-9095-1127915c89c7 {"message":"Unexpected token \\"x\\", at 5"}',
        ],
        rowsTotal: 1,
        ids: ['item b5e8767e-8f0d-4a89-9095-1127915c89c7'],
      },
    ],
  ],
  [
    'a table of Markdown, in the words of the API',
    `| datetime | task | operation | result | id |
|---|---|---|---|---|
| 2026-03-01T10:00:00Z | INDEXING | ADD | COMPLETED | https://a/1 |

Any idea?`,
    [
      {
        kind: 'log rows',
        coveo: 'INDEXING',
        rows: ['INDEXING ADD COMPLETED https://a/1 {}'],
        rowsTotal: 1,
        ids: ['item https://a/1'],
      },
    ],
  ],
];

test.each(cases)('reads %s', (_what, text, readings) => {
  expect(readingsOf(text)).toEqual(readings);
});
