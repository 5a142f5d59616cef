/** Payloads as people paste them, each with the problem that must be recognised first; null where none may be claimed. */
export const PASTES: readonly (readonly [name: string, text: string, first: string | null])[] = [
  [
    'activity openapi examples',
    `{
  "id": "128a706128d54btm98df8a98015301be",
  "operation": "REBUILD",
  "state": "EXECUTED",
  "result": "ERROR",
  "errorCode": "JOB_SERVICE_EXECUTION_ERROR",
  "errorDetail": "An error occurred while executing the job on the Job Service",
  "createDate": 1555347453376,
  "startDate": 1555347453376,
  "endDate": 1555347453376,
  "triggeredBy": {"id": "asmith@example.com-google", "type": "USER", "displayName": "asmith@example.com"},
  "resourceType": "SOURCE",
  "section": "CONTENT"
}
`,
    null,
  ],
  [
    'case silent stop platform sdk 7',
    `It works perfeclty for the first few thousands documents (45-80k) but at some point, my script continues to log that it pushes content, but the content stops being added to the source and nothing gets logged in the log browser of the admin console. On my side, the call to the  AddOrUpdateDocuments method throws no exception.
`,
    null,
  ],
  [
    'client java 429 log',
    `POST status: 429
POST response: THROTTLED_REQUEST
`,
    'too-many-requests',
  ],
  [
    'client js 413 container',
    `File container size limit exceeded.
See <https://docs.coveo.com/en/63/index-content/push-api-limits#request-size-limits>.
`,
    'request-too-large',
  ],
  [
    'client js fetch error',
    `Fetch Error: Response body:
{"hello":"world"}
`,
    null,
  ],
  [
    'client waf block',
    `x-coveo-waf-action: block
Request blocked for security reasons
The web application firewall has identified the request to be potentially malicious.
`,
    'firewall-block',
  ],
  [
    'dotnet ssl exception generic',
    `The SSL connection could not be established, see inner exception. Authentication failed because the remote party has closed the transport stream.
`,
    'csharp-ssl',
  ],
  [
    'logs entry openapi examples',
    `{
  "documentLogEntries": [
    {
      "datetime": "2018-05-22T23:35:59.825Z",
      "guid": "00000000-0000-0000-0000-000000000000",
      "id": "https://example.com/item.html",
      "meta": {"duration": "0.012"},
      "operation": "ADD",
      "organizationId": "mycoveocloudorganizationg8tp8wu3",
      "requestId": "f852c8h1-6428-484b-8339-0da88b2cf718",
      "resourceId": "mycoveocloudorganizationg8tp8wu3-qp2fnxukqw7voteaiahlxfkf7i",
      "result": "COMPLETED",
      "sourceId": "w1zh6p45vh7s2uxzvg3s7kg85m-mycoveocloudorganizationg8tp8wu3",
      "task": "EXTENSION"
    }
  ],
  "hasNextPage": false
}
`,
    null,
  ],
  [
    'logs out of sequence forum',
    `When I invoke the DELETE command I get an acknowledgment.While I check the logs and I see it got invoked but the response error code is "OUT_OF_SEQUENCE_OPERATION"
`,
    'out-of-sequence',
  ],
  [
    'platform 403 access denied',
    `HTTP 403
{"message": "Access is denied", "errorCode": "ACCESS_DENIED"}
`,
    'access-denied',
  ],
  [
    'platform 415 unsupported media type',
    `HTTP 415
{"errorCode": "UNSUPPORTED_MEDIA_TYPE", "message": "Media type is not supported."}
`,
    'unsupported-media-type',
  ],
  [
    'platform numeric errorcode',
    `{"errorCode": 404, "message": "Page with name 'target-page' does not exist"}
`,
    null,
  ],
  [
    'push 201 file container',
    `{
    "uploadUri": "<UPLOAD-URI>",
    "fileId": "b5e8767e-8f0d-4a89-9095-1127915c89c7",
    "requiredHeaders": {
        "x-amz-server-side-encryption": "AES256",
        "Content-Type": "application/octet-stream"
    }
}
`,
    null,
  ],
  [
    'push 400 invalid json',
    `HTTP 400
{"errorCode": "INVALID_JSON", "message": "Invalid JSON."}
`,
    'invalid-json',
  ],
  [
    'push 401 invalid token',
    `HTTP 401
{"errorCode": "INVALID_TOKEN", "message": "Token is invalid."}
`,
    'invalid-token',
  ],
  [
    'push 403 forbidden gateway',
    `HTTP 403
{"message": "Forbidden"}
`,
    'gateway-forbidden',
  ],
  [
    'push 404 organization not found',
    `HTTP 404
{"errorCode": "ORGANIZATION_NOT_FOUND", "message": "Organization 'myorganizationid' does not exist."}
`,
    'organization-not-found',
  ],
  [
    'push 412 missing parameter',
    `HTTP 412
{"errorCode": "MISSING_PARAMETER", "message": "Parameter 'documentBody' is missing."}
`,
    'missing-parameter',
  ],
  [
    'push 500 internal server error',
    `HTTP 500
{"errorCode": "INTERNAL_SERVER_ERROR", "message": "Failed to process request due to an internal error."}
`,
    'service-error',
  ],
  [
    's3 403 request expired sigv2',
    `<Error>
<Code>AccessDenied</Code>
<Message>Request has expired</Message>
<Expires>2020-10-15T02:03:37Z</Expires>
<ServerTime>2020-10-15T02:03:42Z</ServerTime>
<RequestId>955102B1FB2</RequestId>
<HostId>hYCLy116RkARTYUzEyNmS1l1AP5r8SM64HZAPuLuziiBl</HostId>
</Error>
`,
    'file-container-expired',
  ],
  [
    's3 403 request expired truncated',
    `<Error><Code>AccessDenied</Code><Message>Request has expired</Message><Expires>2018-11-05T05:37:05Z</Expires><ServerTime>
`,
    'file-container-expired',
  ],
];
