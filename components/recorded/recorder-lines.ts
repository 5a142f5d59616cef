/** What a line of code in a connector looks like, for one language. */
export interface RecorderLines {
  readonly language: string;
  readonly text: string;
}

/**
 * The few lines with which a connector records its calls, for the address that takes them. They send neither bodies
 * nor headers nor the query of a call, wait for nothing, give up after five seconds, and never make a job fail. The
 * key is read from `COVEO_VIEW_TOKEN`: it must be able to view the source and its log, and no more; the key that pushes
 * is not sent.
 */
export function recorderLines(address: string): RecorderLines[] {
  return [
    { language: 'Node', text: NODE.replace('ADDRESS', address) },
    { language: 'Python', text: PYTHON.replace('ADDRESS', address) },
    { language: 'C#', text: CSHARP.replace('ADDRESS', address) },
    { language: 'Java', text: JAVA.replace('ADDRESS', address) },
  ];
}

const NODE = `// Use in place of fetch for calls to the Push API and uploads; \`about\` may say { items, bytes }.
async function recorded(url, init = {}, about = {}) {
  const at = new Date().toISOString();
  try {
    const answer = await fetch(url, init);
    record({ at, status: answer.status, ...about }, url, init, answer.clone());
    return answer;
  } catch (error) {
    record({ at, status: null, errorCode: error.name, ...about }, url, init);
    throw error;
  }
}

async function record(about, url, { method = 'GET' }, answer) {
  try {
    const { origin, pathname, searchParams } = new URL(url);
    const body = (await answer?.json().catch(() => null)) ?? {};
    await fetch('ADDRESS', {
      method: 'POST',
      signal: AbortSignal.timeout(5000),
      headers: { authorization: \`Bearer \${process.env.COVEO_VIEW_TOKEN}\`, 'content-type': 'application/json' },
      body: JSON.stringify({
        method, path: origin + pathname, fileId: searchParams.get('fileId'), documentId: searchParams.get('documentId'),
        orderingId: body.orderingId ?? searchParams.get('orderingId'), errorCode: body.errorCode,
        requestId: body.requestId ?? body.requestID, ...about,
      }),
    });
  } catch { /* The job goes on. */ }
}
`;

const PYTHON = `import json, os, threading, urllib.parse, urllib.request
from datetime import datetime, timezone

def record(method, url, status, **about):
    """Call after each call to the Push API; status None: no answer. about: errorCode, requestId, items, bytes."""
    at = datetime.now(timezone.utc).isoformat()
    def send():
        try:
            parts = urllib.parse.urlsplit(url)
            query = dict(urllib.parse.parse_qsl(parts.query))
            line = {"at": at, "method": method, "path": f"{parts.scheme}://{parts.netloc}{parts.path}", "status": status,
                    "fileId": query.get("fileId"), "documentId": query.get("documentId"),
                    "orderingId": query.get("orderingId"), **about}
            request = urllib.request.Request("ADDRESS", json.dumps(line).encode(), {
                "Authorization": "Bearer " + os.environ["COVEO_VIEW_TOKEN"], "Content-Type": "application/json"})
            urllib.request.urlopen(request, timeout=5).close()
        except Exception:
            pass  # The job goes on.
    try:
        threading.Thread(target=send).start()
    except RuntimeError:
        pass
`;

const CSHARP = `// using System; using System.Net.Http; using System.Net.Http.Headers; using System.Text; using System.Threading.Tasks; using System.Web;
static readonly HttpClient Recorder = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };

// Call after each call to the Push API, without awaiting it; status null: no answer.
static async Task Record(string method, Uri url, int? status,
    string errorCode = null, string requestId = null, int? items = null)
{
    try
    {
        var query = HttpUtility.ParseQueryString(url.Query);
        var line = "{" + string.Join(",",
            Field("at", DateTime.UtcNow.ToString("O")), Field("method", method), Field("path", url.GetLeftPart(UriPartial.Path)),
            Field("status", status), Field("errorCode", errorCode), Field("requestId", requestId),
            Field("items", items), Field("fileId", query["fileId"]), Field("documentId", query["documentId"]),
            Field("orderingId", query["orderingId"])) + "}";
        var request = new HttpRequestMessage(HttpMethod.Post, "ADDRESS");
        request.Content = new StringContent(line, Encoding.UTF8, "application/json");
        request.Headers.Authorization =
            new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("COVEO_VIEW_TOKEN"));
        (await Recorder.SendAsync(request).ConfigureAwait(false)).Dispose();
    }
    catch (Exception) { /* The job goes on. */ }
}

static string Field(string name, object value) =>
    "\\"" + name + "\\":" + (value == null ? "null" : HttpUtility.JavaScriptStringEncode(value.ToString(), true));
`;

const JAVA = `// import java.net.URI; java.net.http.*; java.time.*; java.util.regex.*; java.util.stream.*;
static final HttpClient RECORDER = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
static final Pattern KEPT = Pattern.compile("(?:^|&)((?:fileId|documentId|orderingId)=[^&]*)");

// Call after each call to the Push API; status null: no answer.
static void record(String method, URI url, Integer status, String errorCode, String requestId, Integer items) {
  try {
    String query = url.getRawQuery() == null ? "" : url.getRawQuery();
    String kept = KEPT.matcher(query).results().map(found -> found.group(1)).collect(Collectors.joining("&"));
    String path = url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath() + "?" + kept;
    String line = String.format(
        "{\\"at\\":\\"%s\\",\\"method\\":\\"%s\\",\\"path\\":\\"%s\\",\\"status\\":%s,\\"errorCode\\":\\"%s\\",\\"requestId\\":\\"%s\\",\\"items\\":%s}",
        Instant.now(), method, path, status, plain(errorCode), plain(requestId), items);
    RECORDER.sendAsync(HttpRequest.newBuilder(URI.create("ADDRESS"))
        .timeout(Duration.ofSeconds(5))
        .header("Authorization", "Bearer " + System.getenv("COVEO_VIEW_TOKEN"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(line)).build(), HttpResponse.BodyHandlers.discarding());
  } catch (RuntimeException ignored) { /* The job goes on. */ }
}

static String plain(String text) {
  return text == null ? "" : text.replaceAll("[^\\\\w.:/ -]", "_");
}
`;
