/** A refusal as the Push, Logs and Platform APIs word it: `{errorCode, message}`. */
export function refusal(status: number, errorCode: string, message: string): Response {
  return Response.json({ errorCode, message }, { status });
}

/** A refusal of the gateway in front of the APIs: a message, and no code. */
export function gatewayRefusal(status: number, message: string): Response {
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
/** 404: the platform's answer to an unknown id. */
export const notFound = (what: string) => refusal(404, 'NOT_FOUND', `${what} was not found.`);

function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
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
  return new Response(body, { status, headers: { 'content-type': 'application/xml' } });
}

/** An error of the control API: RFC 9457. */
export function problem(status: number, title: string, detail: string, instance: string): Response {
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, instance });
  return new Response(body, { status, headers: { 'content-type': 'application/problem+json' } });
}
