/** Pastes of many shapes, for what must hold of every paste. */
export const SAMPLES: readonly string[] = [
  `* [HTTP/2] [1] OPENED stream for https://api.cloud.coveo.com/push/v1/organizations/acme/files
> PUT /push/v1/organizations/acme/sources/w1zh6p45vh7s2uxzvg3s7kg85m-acme/documents?documentId=https%3A%2F%2Facme.com%2F1 HTTP/2
> Host: api.cloud.coveo.com
> authorization: Bearer $COVEO_TOKEN
>
} [24 bytes data]
< HTTP/2 401
< content-type: application/json
< x-request-id: abcd-1234
<
{"message":"Unauthorized","errorCode":"UNAUTHORIZED"}`,
  `curl -X PUT \\
  'https://api.cloud.coveo.com/push/v1/organizations/acme/sources/s/documents/batch?fileId=b5e8767e-8f0d-4a89-9095-1127915c89c7' \\
  -H 'Authorization: Bearer xx5a4db0c0-0000-4000-8000-000000000001' \\
  -d '{"errorCode":"NOT_AN_ERROR"}'
HTTP/1.1 412 Precondition Failed

{"errorCode": "MISSING_PARAMETER", "message": "Parameter 'documentBody' is missing."}`,
  'PS> Invoke-RestMethod -Method Put -Uri "https://api-au.cloud.coveo.com/push/v1/organizations/acme/files" -Headers @{ "Authorization" = "Bearer $t" }\nInvoke-RestMethod : {"errorCode":"INVALID_TOKEN"}',
  '{"level":"error","message":"Push failed: {\\"errorCode\\":\\"INVALID_TOKEN\\",\\"message\\":\\"Token is invalid.\\"}"}\n{"level":"info","message":"ok"}',
  '<Error>\n<Code>AccessDenied</Code>\n<Message>Request has expired</Message>\n<Expires>2020-10-15T02:03:37Z</Expires>\n<ServerTime>2020-10-15T02:03:42Z</ServerTime>\n<RequestId>955102B1FB2</RequestId>\n</Error>',
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>',
  'Kundin: „Fehler {“message”: “Access is denied”, “errorCode”: “ACCESS_DENIED”}“ mit Status 403, orderingId 1763776800000',
  "Push response: {'message': 'Token is invalid', 'errorCode': 'INVALID_TOKEN'} &quot;errorCode&quot;: &quot;INVALID_JSON&quot;",
  '{"documentLogEntries":[{"datetime":"2026-03-01T10:00:00Z","guid":"g1","id":"https://a/1","operation":"ADD","result":"REJECTED","task":"CONSUMING","meta":{"error":"OUT_OF_SEQUENCE_OPERATION"}}],"hasNextPage":false}',
  'Date\tStage\tOperation\tResult\tItem URI\n2026-03-01 10:00:00\tConsuming\tUpdate\tRejected\thttps://acme.com/1',
  '"Result","Operation","Stage","Date"\n"Error","Batch file","Consuming batch","2026-03-01T10:00:00.000Z"',
  '{"items":[{"id":"a1","operation":"REFRESH","state":"EXECUTING","startDate":"2026-03-01T10:00:00Z","resourceType":"SOURCE"}]}',
  '{"approved":false,"requestedPrivilege":{"targetDomain":"SOURCE","type":"EDIT","targetId":"abc"},"evaluationReport":{"privilegeEvaluationResultCodes":["OPERATION_NOT_ALLOWED"]}}',
  '{"addOrUpdate":[{"documentId":"https://a/1","data":"Request has expired"}],"delete":[{"documentId":"https://a/3"}]}',
  '{"log":{"entries":[{"request":{"method":"PUT","url":"https://api.cloud.coveo.com/push/v1/organizations/acme/files","headers":[{"name":"Authorization","value":"Bearer Bearer x"}]},"response":{"status":401,"headers":[{"name":"X-Request-ID","value":"r-9"}],"content":{"encoding":"base64","text":"eyJlcnJvckNvZGUiOiJJTlZBTElEX1RPS0VOIn0="}}}]}}',
  'requests.exceptions.HTTPError: 429 Client Error: Too Many Requests for url: https://api.cloud.coveo.com/push/v1/organizations/acme/sources/abc/documents?documentId=file%3A%2F%2Fa',
  'Coveoへのプッシュでエラーが発生します。ステータスコード：413、メッセージ：「Request Entity Too Large」',
  'https://platform-eu.cloud.coveo.com/admin/#/acme/content/sources/edit/w1zh6p45vh7s2uxzvg3s7kg85m-acme',
];
