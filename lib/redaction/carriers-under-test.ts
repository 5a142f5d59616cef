/** Texts as people paste them, without secrets; most are examples of Coveo's specifications. For tests. */
export const CARRIERS: readonly string[] = [
  'HTTP 401\n{"errorCode": "INVALID_TOKEN", "message": "Token is invalid."}\n',
  'HTTP 412\n{"errorCode": "MISSING_PARAMETER", "message": "Parameter \'documentBody\' is missing."}\n',
  `<Error>
<Code>AccessDenied</Code>
<Message>Request has expired</Message>
<Expires>2020-10-15T02:03:37Z</Expires>
<ServerTime>2020-10-15T02:03:42Z</ServerTime>
<RequestId>955102B1FB2</RequestId>
<HostId>hYCLy116RkARTYUzEyNmS1l1AP5r8SM64HZAPuLuziiBl</HostId>
</Error>`,
  `{
    "uploadUri": "<UPLOAD-URI>",
    "fileId": "b5e8767e-8f0d-4a89-9095-1127915c89c7",
    "requiredHeaders": { "x-amz-server-side-encryption": "AES256", "Content-Type": "application/octet-stream" }
}`,
  `{"documentLogEntries": [{"datetime": "2018-05-22T23:35:59.825Z", "guid": "00000000-0000-0000-0000-000000000000",
    "id": "https://example.com/item.html", "meta": {"duration": "0.012"}, "operation": "ADD",
    "organizationId": "mycoveocloudorganizationg8tp8wu3", "requestId": "f852c8h1-6428-484b-8339-0da88b2cf718",
    "sourceId": "w1zh6p45vh7s2uxzvg3s7kg85m-mycoveocloudorganizationg8tp8wu3", "task": "EXTENSION"}]}`,
  'POST status: 429\r\nPOST response: THROTTLED_REQUEST\r\n',
  'The SSL connection could not be established, see inner exception. Authentication failed because the remote party has closed the transport stream.',
  `curl -v -X PUT 'https://api.cloud.coveo.com/push/v1/organizations/myorg/sources/abc-myorg/documents/batch?fileId=b5e8767e-8f0d-4a89-9095-1127915c89c7' \\
  -H 'Authorization: Bearer $COVEO_TOKEN' -H "Content-Type: application/json"
> PUT /push/v1/organizations/myorg HTTP/2
> Host: api.cloud.coveo.com
< HTTP/2 403
< x-request-id: 0c4e1f0a-1111-4222-8333-444455556666
`,
  'Voilà le problème : la clé ne marche plus — “Access is denied”. トークンは無効です。SyntaxError: Unexpected token \'d\', "da"... is not valid JSON',
];
