/** A browser's record of a push that failed twice over: made up, with ids that nobody has. */
export const EXAMPLE_HAR = JSON.stringify(
  {
    log: {
      version: '1.2',
      creator: { name: 'example', version: '1' },
      entries: [
        entry({
          method: 'POST',
          url: 'https://api.cloud.coveo.com/push/v1/organizations/exampleorg/files',
          status: 201,
          statusText: 'Created',
          body: { fileId: '0b2f7f4e-9a55-4f5c-8f1e-3d7a3f0d1c22' },
        }),
        entry({
          method: 'PUT',
          url: 'https://api.cloud.coveo.com/push/v1/organizations/exampleorg/sources/abcdefghijklmnopqrstuvwxyz-exampleorg/documents/batch?fileId=0b2f7f4e-9a55-4f5c-8f1e-3d7a3f0d1c22',
          status: 429,
          statusText: 'Too Many Requests',
          body: { message: 'Too many requests.', errorCode: 'TOO_MANY_REQUESTS' },
        }),
        entry({
          method: 'PUT',
          url: 'https://api.cloud.coveo.com/push/v1/organizations/exampleorg/sources/abcdefghijklmnopqrstuvwxyz-exampleorg/documents?documentId=https%3A%2F%2Fexample.com%2F1',
          status: 403,
          statusText: 'Forbidden',
          body: { message: 'Access is denied.', errorCode: 'ACCESS_DENIED' },
        }),
      ],
    },
  },
  null,
  2,
);

function entry(call: { method: string; url: string; status: number; statusText: string; body: unknown }) {
  const headers = [{ name: 'content-type', value: 'application/json' }];
  return {
    startedDateTime: '2026-11-17T02:03:04.000Z',
    time: 120,
    request: {
      method: call.method,
      url: call.url,
      httpVersion: 'HTTP/2',
      headers,
      queryString: [],
      cookies: [],
    },
    response: {
      status: call.status,
      statusText: call.statusText,
      httpVersion: 'HTTP/2',
      headers,
      cookies: [],
      content: { mimeType: 'application/json', text: JSON.stringify(call.body) },
    },
  };
}
