import { expect, test } from 'vitest';
import { type Reading, readingsOf } from './reading-under-test';

const cases: [what: string, text: string, readings: Reading[]][] = [
  [
    'a HAR, an exchange an entry, also those that succeeded and those in base64',
    `{
 "log": {
  "version": "1.2",
  "entries": [
   {
    "request": {
     "method": "GET",
     "url": "https://www.google.com/x",
     "headers": [
      {
       "name": "Accept",
       "value": "*/*"
      }
     ]
    },
    "response": {
     "status": 403,
     "headers": [],
     "content": {
      "text": "{\\"error\\":{\\"code\\":403,\\"message\\":\\"no\\"}}"
     }
    }
   },
   {
    "request": {
     "method": "PUT",
     "url": "https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s/documents?documentId=a%3A%2F%2F1",
     "headers": [
      {
       "name": "Authorization",
       "value": "Bearer Bearer xx12345678-1234-1234-1234-123456789012"
      }
     ],
     "postData": {
      "text": "{\\"errorCode\\":\\"NO\\"}"
     }
    },
    "response": {
     "status": 401,
     "headers": [
      {
       "name": "X-Request-ID",
       "value": "r-9"
      }
     ],
     "content": {
      "text": "{\\"errorCode\\":\\"INVALID_TOKEN\\",\\"message\\":\\"Token is invalid.\\"}"
     }
    }
   },
   {
    "request": {
     "method": "PUT",
     "url": "https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s/documents/batch?fileId=1",
     "headers": []
    },
    "response": {
     "status": 412,
     "headers": [],
     "content": {
      "encoding": "base64",
      "text": "eyJlcnJvckNvZGUiOiJNSVNTSU5HX1BBUkFNRVRFUiIsIm1lc3NhZ2UiOiJQYXJhbWV0ZXIgbWlzc2luZyJ9"
     }
    }
   },
   {
    "request": {
     "method": "POST",
     "url": "https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s/status?statusType=IDLE",
     "headers": []
    },
    "response": {
     "status": 201,
     "headers": [],
     "content": {
      "text": "{}"
     }
    }
   }
  ]
 }
}`,
    [
      {
        kind: 'http exchange',
        foreign: 'www.google.com',
        method: 'GET',
        url: 'foreign www.google.com /x',
        sent: ['accept', 'all'],
        status: 403,
        body: 'json: {\\"error\\":{\\"code\\":403,\\"message\\":\\"no\\"}}',
        codes: ['403 (field)'],
        messages: ['no'],
        credentials: 'unknown',
      },
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents',
        parameters: { documentId: 'a://1' },
        sent: ['authorization', 'all'],
        sentBody: '{\\"errorCode\\":\\"NO\\"}',
        status: 401,
        headers: { 'x-request-id': 'r-9' },
        body: 'json: {\\"errorCode\\":\\"INVALID_TOKEN\\",\\"message\\":\\"Token is invalid.\\"}',
        codes: ['INVALID_TOKEN (field)'],
        messages: ['Token is invalid.'],
        credentials: 'there, Bearer, doubled Bearer',
        ids: ['region us', 'organization acme', 'source s', 'item a://1', 'requestId r-9'],
      },
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'PUT',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/documents/batch',
        parameters: { fileId: '1' },
        sent: ['all'],
        status: 412,
        body: 'json: eyJlcnJvckNvZGUiOiJNSVNTSU5HX1BBUkFNRVRFUiIsIm1lc3NhZ2UiOiJQYXJhbWV0ZXIgbWlzc2luZyJ9',
        codes: ['MISSING_PARAMETER (field)'],
        messages: ['Parameter missing'],
        credentials: 'unknown',
        ids: ['region us', 'organization acme', 'source s', 'fileId 1'],
      },
      {
        kind: 'http exchange',
        coveo: 'api.cloud.coveo.com',
        method: 'POST',
        url: 'push api.cloud.coveo.com /push/v1/organizations/{organization}/sources/{source}/status',
        parameters: { statusType: 'IDLE' },
        sent: ['all'],
        status: 201,
        body: 'json: {}',
        credentials: 'unknown',
        ids: ['region us', 'organization acme', 'source s'],
      },
    ],
  ],
  [
    'an activity',
    '{"id":"a1","operation":"REBUILD","state":"EXECUTED","result":"ERROR","errorCode":"JOB_SERVICE_EXECUTION_ERROR","createDate":1555347453376,"resourceType":"SOURCE"}',
    [
      {
        kind: 'activity',
        codes: ['JOB_SERVICE_EXECUTION_ERROR (field)'],
        activities: ['REBUILD EXECUTED ERROR JOB_SERVICE_EXECUTION_ERROR'],
      },
    ],
  ],
  [
    'a page of activities',
    '{"items":[{"id":"a1","operation":"REFRESH","state":"EXECUTING","startDate":"2026-03-01T10:00:00Z","resourceType":"SOURCE","resourceId":"s"}],"totalEntries":1}',
    [{ kind: 'activity', activities: ['REFRESH EXECUTING null null'] }],
  ],
  [
    'an answer of the privilege evaluation',
    '{"organizationId":"acme","requestedPrivilege":{"owner":"PLATFORM","targetDomain":"SOURCE","type":"EDIT","targetId":"abc"},"approved":false,"evaluationReport":{"privilegeEvaluationResultCodes":["OPERATION_NOT_ALLOWED"]}}',
    [
      {
        kind: 'privilege evaluation',
        coveo: 'privilegeEvaluationResultCodes',
        privileges: [
          {
            approved: false,
            codes: ['OPERATION_NOT_ALLOWED'],
            targetDomain: 'SOURCE',
            type: 'EDIT',
            targetId: 'abc',
          },
        ],
        ids: ['organization acme'],
      },
    ],
  ],
  [
    'a batch, whose content is nobody’s error',
    '{"addOrUpdate":[{"documentId":"https://a/1","data":"Request has expired","errorCode":"X"},{"documentId":"https://a/2","data":"b"}],"delete":[{"documentId":"https://a/3"}]}',
    [{ kind: 'push payload', payload: 'batch +2 -1' }],
  ],
  [
    'an item',
    '{"documentId":"https://a/1","title":"t","data":"b"}',
    [{ kind: 'push payload', payload: 'item +1 -0' }],
  ],
  [
    'a file container',
    '{"uploadUri":"<UPLOAD-URI>","fileId":"b5e8767e-8f0d-4a89-9095-1127915c89c7","requiredHeaders":{"x-amz-server-side-encryption":"AES256","Content-Type":"application/octet-stream"}}',
    [{ kind: 'identifier', ids: ['fileId b5e8767e-8f0d-4a89-9095-1127915c89c7'] }],
  ],
  ['an orderingId alone', '1763776800', [{ kind: 'identifier', ids: ['orderingId 1763776800'] }]],
  [
    'an orderingId in ticks alone',
    ` 636423001940000000
`,
    [{ kind: 'identifier', ids: ['orderingId 636423001940000000'] }],
  ],
  [
    'a source id alone',
    'w1zh6p45vh7s2uxzvg3s7kg85m-acme',
    [
      {
        kind: 'identifier',
        coveo: 'w1zh6p45vh7s2uxzvg3s7kg85m-acme',
        ids: ['source w1zh6p45vh7s2uxzvg3s7kg85m-acme'],
      },
    ],
  ],
  [
    'an item alone',
    'https://acme.com/articles/1',
    [{ kind: 'identifier', ids: ['item https://acme.com/articles/1'] }],
  ],
  [
    'a file id alone',
    'b5e8767e-8f0d-4a89-9095-1127915c89c7',
    [{ kind: 'identifier', ids: ['fileId b5e8767e-8f0d-4a89-9095-1127915c89c7'] }],
  ],
  [
    'a console page alone',
    'https://platform-eu.cloud.coveo.com/admin/#/acme/content/sources/edit/w1zh6p45vh7s2uxzvg3s7kg85m-acme',
    [
      {
        kind: 'identifier',
        coveo: 'platform-eu.cloud.coveo.com',
        ids: [
          'console page https://platform-eu.cloud.coveo.com/admin/#/acme/content/sources/edit/w1zh6p45vh7s2uxzvg3s7kg85m-acme',
          'region eu',
          'source w1zh6p45vh7s2uxzvg3s7kg85m-acme',
          'organization acme',
        ],
      },
    ],
  ],
];

test('quotes of word processors inside of valid JSON are part of its values', () => {
  const row = {
    datetime: '2026-03-01T10:00:00Z',
    id: 'https://a/«1»',
    operation: 'ADD',
    result: 'REJECTED',
    task: 'CONSUMING',
    meta: { message: 'the “title” isn’t there', orderingId: 1771470000000 },
  };
  expect(readingsOf(JSON.stringify(row))).toEqual([
    {
      kind: 'log rows',
      coveo: 'CONSUMING',
      rows: [
        'CONSUMING ADD REJECTED https://a/«1» {"message":"the “title” isn’t there","orderingId":1771470000000}',
      ],
      rowsTotal: 1,
      ids: ['item https://a/«1»', 'orderingId 1771470000000'],
    },
  ]);
});

test.each(cases)('reads %s', (_what, text, readings) => {
  expect(readingsOf(text)).toEqual(readings);
});
