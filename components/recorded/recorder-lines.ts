/** What a line of code in a connector looks like, for one language. */
export interface RecorderLines {
  readonly language: string;
  readonly text: string;
}

/**
 * The few lines with which a connector records its calls, for the address that takes them. They send neither bodies
 * nor headers of the call, wait for nothing, and never make a job fail. The token is read from `COVEO_TOKEN`: it must
 * be able to read the source and its log.
 */
export function recorderLines(address: string): RecorderLines[] {
  return [
    { language: 'Node', text: NODE.replace('ADDRESS', address) },
    { language: 'Python', text: PYTHON.replace('ADDRESS', address) },
    { language: 'C#', text: CSHARP.replace('ADDRESS', address) },
    { language: 'Java', text: JAVA.replace('ADDRESS', address) },
  ];
}

const NODE = `// Use in place of fetch for calls to the Push API; \`about\` may say { items, bytes }.
async function recorded(url, init, about = {}) {
  const at = new Date().toISOString();
  const { pathname, searchParams } = new URL(url);
  const answer = await fetch(url, init).catch((error) => error);
  const failed = answer instanceof Error;
  const body = failed ? {} : await answer.clone().json().catch(() => ({}));
  const line = {
    at, method: init.method, path: pathname, status: failed ? null : answer.status,
    errorCode: failed ? answer.name : body.errorCode, requestId: body.requestId ?? body.requestID,
    orderingId: body.orderingId, fileId: searchParams.get('fileId'), documentId: searchParams.get('documentId'), ...about,
  };
  fetch('ADDRESS', {
    method: 'POST',
    headers: { authorization: \`Bearer \${process.env.COVEO_TOKEN}\`, 'content-type': 'application/json' },
    body: JSON.stringify(line),
  }).catch(() => {});
  if (failed) throw answer;
  return answer;
}
`;

const PYTHON = `import json, os, threading, urllib.parse, urllib.request
from datetime import datetime, timezone

def record(method, url, status, **about):
    """Call after each call to the Push API; status None: no answer. about: errorCode, requestId, items, bytes."""
    parts = urllib.parse.urlsplit(url)
    query = dict(urllib.parse.parse_qsl(parts.query))
    line = {"at": datetime.now(timezone.utc).isoformat(), "method": method, "path": parts.path, "status": status,
            "fileId": query.get("fileId"), "documentId": query.get("documentId"), **about}
    request = urllib.request.Request("ADDRESS", json.dumps(line).encode(),
        {"Authorization": "Bearer " + os.environ["COVEO_TOKEN"], "Content-Type": "application/json"})
    def send():
        try:
            urllib.request.urlopen(request, timeout=5).close()
        except OSError:
            pass
    threading.Thread(target=send).start()
`;

const CSHARP = `// using System.Net.Http.Json; using System.Net.Http.Headers;
static readonly HttpClient Recorder = new() { Timeout = TimeSpan.FromSeconds(5) };

// Call after each call to the Push API, without awaiting it; status null: no answer.
static async Task Record(string method, Uri url, int? status, string? errorCode = null, int? items = null)
{
    var query = System.Web.HttpUtility.ParseQueryString(url.Query);
    var line = new { at = DateTimeOffset.UtcNow, method, path = url.AbsolutePath, status, errorCode, items,
                     fileId = query["fileId"], documentId = query["documentId"] };
    using var request = new HttpRequestMessage(HttpMethod.Post, "ADDRESS");
    request.Content = JsonContent.Create(line);
    request.Headers.Authorization =
        new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("COVEO_TOKEN"));
    try { (await Recorder.SendAsync(request)).Dispose(); } catch (Exception) { /* The job goes on. */ }
}
`;

const JAVA = `// import java.net.URI; java.net.http.*; java.time.*;
static final HttpClient RECORDER = HttpClient.newHttpClient();

// Call after each call to the Push API; status null: no answer. Only for addresses of Coveo, not for uploads.
static void record(String method, URI url, Integer status, String errorCode) {
  String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
  String line = String.format("{\\"at\\":\\"%s\\",\\"method\\":\\"%s\\",\\"path\\":\\"%s\\",\\"status\\":%s,\\"errorCode\\":%s}",
      Instant.now(), method, url.getRawPath() + query, status, errorCode == null ? null : '"' + errorCode + '"');
  RECORDER.sendAsync(HttpRequest.newBuilder(URI.create("ADDRESS"))
      .timeout(Duration.ofSeconds(5))
      .header("Authorization", "Bearer " + System.getenv("COVEO_TOKEN"))
      .header("Content-Type", "application/json")
      .POST(HttpRequest.BodyPublishers.ofString(line)).build(), HttpResponse.BodyHandlers.discarding());
}
`;
