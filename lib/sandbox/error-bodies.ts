/** A refusal as the Push, Logs and Platform APIs word it: `{errorCode, message}`. */
export function refusal(status: number, errorCode: string, message: string): Response {
  return Response.json({ errorCode, message }, { status });
}

/** A refusal of the gateway in front of the APIs: a message, and no code. */
function gatewayRefusal(status: number, message: string): Response {
  return Response.json({ message }, { status });
}

/** 412 for a parameter, or body, that is required and has no value. */
export function missingParameter(name: string): Response {
  return refusal(412, 'MISSING_PARAMETER', `Parameter '${name}' is missing.`);
}

/** 412 for a parameter that cannot be read, or is out of its bounds. */
export function invalidParameter(name: string, expected: string): Response {
  return refusal(412, 'INVALID_PARAMETER', `Parameter '${name}' is invalid: expected ${expected}.`);
}

/** 401: no token was sent (article 95). */
export const unauthorized = () => refusal(401, 'UNAUTHORIZED', 'Authentication is required.');
/** 401: nobody's token. */
export const invalidToken = () => refusal(401, 'INVALID_TOKEN', 'Token is invalid.');
/** 403: a token that may not. */
export const accessDenied = () => refusal(403, 'ACCESS_DENIED', 'Access is denied');
/** 400: a body that is no JSON, or not of the form that is asked for. */
export const invalidJson = () => refusal(400, 'INVALID_JSON', 'Invalid JSON.');
/** 415: a body that does not say that it is JSON. */
export const unsupportedMediaType = () =>
  refusal(415, 'UNSUPPORTED_MEDIA_TYPE', 'Media type is not supported.');
/** 412: the Push API's answer to an unknown source. */
export const sourceDoesNotExist = (id: string) =>
  refusal(412, 'SOURCE_DOES_NOT_EXIST', `Source '${id}' does not exist.`);
/** 400: nothing is pushed to a paused organization (article 95). */
export const organizationIsPaused = () =>
  refusal(400, 'ORGANIZATION_IS_PAUSED', 'The organization is paused.');
/** 404: the content of a batch cannot be had from its container (article 95). */
export const batchNotDeserializable = (fileId: string) =>
  refusal(
    404,
    'ERROR_DESERIALIZING_BATCH_DOCUMENT_FROM_S3',
    `The file '${fileId}' could not be read from its container.`,
  );
/** 412: the index holds as many items as the licence allows (article 63). */
export const documentLimitExceeded = () =>
  refusal(412, 'DOCUMENT_LIMIT_EXCEEDED', 'The organization has reached its maximum number of items.');
/** 429: too many calls, in a day or in a short time (article 63). */
export const tooManyRequests = () => refusal(429, 'TOO_MANY_REQUESTS', 'Too many requests were sent.');
/** 429: too many items in a day (article 63). */
export const tooManyDocumentsDaily = () =>
  refusal(429, 'TOO_MANY_DOCUMENTS_DAILY', 'The maximum number of items for today has been processed.');
/** 413, which has no code: it comes from the gateway in front of the API (article 63). */
export const requestTooLong = () => gatewayRefusal(413, 'Request Too Long');
/** 500: a fault of the service (2017 specification). */
export const internalError = () =>
  refusal(500, 'INTERNAL_SERVER_ERROR', 'Failed to process request due to an internal error.');
/** 404: a path that nothing is at. */
export const unknownUri = () => refusal(404, 'INVALID_URI', 'The requested URI does not exist.');
/** 405: a path that is there for another method. */
export const wrongMethod = () =>
  refusal(405, 'INVALID_REQUEST', 'The request method is not supported at this URI.');
/** 501: something that Coveo has and the sandbox has not. */
export const notSupported = () =>
  refusal(501, 'NOT_IMPLEMENTED', 'The sandbox does not stand in for this operation.');
/** 404: the platform's answer to an unknown id. */
export const notFound = (what: string) => refusal(404, 'NOT_FOUND', `${what} was not found.`);

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The ids that S3 puts into an error, from the id of the request. */
export function s3Trace(requestId: string): { RequestId: string; HostId: string } {
  return {
    RequestId: requestId.replaceAll('-', '').slice(0, 16).toUpperCase(),
    HostId: `${requestId}${requestId}`,
  };
}

/** An error as Amazon S3 answers it to an upload: XML, with `details` as elements after code and message. */
export function s3Error(
  status: number,
  code: string,
  message: string,
  details: Record<string, string>,
): Response {
  const elements = Object.entries({ Code: code, Message: message, ...details });
  const inner = elements.map(([name, text]) => `<${name}>${xmlText(text)}</${name}>`).join('');
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}</Error>`;
  const { RequestId: id = '', HostId: host = '' } = details;
  const headers = { 'content-type': 'application/xml', 'x-amz-request-id': id, 'x-amz-id-2': host };
  return new Response(body, { status, headers });
}

/** An error of the control API: RFC 9457. */
export function problem(status: number, title: string, detail: string, instance: string): Response {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, instance });
  return new Response(body, { status, headers: { 'content-type': 'application/problem+json' } });
}
