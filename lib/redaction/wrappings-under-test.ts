/** A way to write down a secret of letters, digits and `-_.~`, which no escaping changes. For tests. */
export interface Wrapping {
  readonly name: string;
  readonly wrap: (secret: string) => string;
}

const json = (text: string) => JSON.stringify(text).slice(1, -1);
const html = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const PLAIN: readonly (readonly [name: string, wrap: (secret: string) => string])[] = [
  ['a header', (s) => `\nAuthorization: Bearer ${s}\n`],
  ['a header of a transcript', (s) => `\r\n> authorization: Basic ${s}\r\n`],
  ['a header of an unknown scheme', (s) => `\nProxy-Authorization: Acme ${s}\n`],
  ['a security token header', (s) => `\nx-amz-security-token: ${s}\n`],
  ['an API key header', (s) => `\nX-API-Key: ${s}\n`],
  ['a bearer token alone', (s) => ` Bearer ${s} `],
  ['a cURL header', (s) => ` -H 'authorization: Bearer ${s}' `],
  ['a header in JSON', (s) => `{"Authorization": "Bearer ${s}"}`],
  ['a HAR header', (s) => `{"name":"Authorization","value":"Bearer ${s}"}`],
  ['a HAR header, value first', (s) => `{"value":"Bearer ${s}","name":"Authorization"}`],
  ['a HAR cookie', (s) => `"cookies":[{"name":"a","value":"${s}","path":"/"},{"name":"b","value":"${s}"}]`],
  ['a Postman variable', (s) => `{"key":"token","value":"${s}","type":"text"}`],
  ['a cookie header', (s) => `\nCookie: theme=dark; sid=${s}; x=1\n`],
  ['a cookie that is set', (s) => `\nSet-Cookie: sid=${s}; Path=/; HttpOnly\n`],
  ['cookies set, in a list', (s) => `{"set-cookie":["a=b; Path=/","sid=${s}; Secure"]}`],
  ['cookies of cURL', (s) => ` -b 'a=b; sid=${s}' `],
  ['a cookie of cURL', (s) => ` --cookie "sid=${s}" `],
  ['cookies of Python', (s) => ` cookies={'sid': '${s}'}`],
  ['a password of cURL', (s) => ` -u user:${s} `],
  ['a quoted password of cURL', (s) => ` --user "user:${s}" `],
  ['a password in a URL', (s) => ` https://user:${s}@example.com/path `],
  ['a password of a database', (s) => ` postgres://app:${s}@db:5432/x `],
  ['a signature, version 4', (s) => `?X-Amz-Credential=${s}&X-Amz-Expires=3600&X-Amz-Signature=${s}&`],
  ['a signature, version 2', (s) => `?AWSAccessKeyId=${s}&Expires=1&Signature=${s} `],
  [
    'a signature header',
    (s) => `\nAuthorization: AWS4-HMAC-SHA256 Credential=${s}/x, SignedHeaders=host, Signature=${s}\n`,
  ],
  ['an S3 error', (s) => `<AWSAccessKeyId>${s}</AWSAccessKeyId><SignatureProvided>${s}</SignatureProvided>`],
  ['a secret access key', (s) => `\naws_secret_access_key = ${s}\n`],
  ['a query', (s) => `?access_token=${s}&page=1`],
  ['a form', (s) => `\nclient_id=a&client_secret=${s}&grant_type=x\n`],
  ['an environment variable', (s) => `\nexport DB_PASSWORD=${s}\n`],
  ['a quoted environment variable', (s) => `\nCOVEO_TOKEN="${s}"\n`],
  ['YAML', (s) => `\n  refresh_token: ${s}\n`],
  ['quoted YAML', (s) => `\n  api_key: '${s}'\n`],
  ['JSON', (s) => `{"token":"${s}"}`],
  ['spaced JSON', (s) => ` "password" : "${s}"\n`],
  ['JSON in camel case', (s) => `{"privateKey":"${s}","idToken":"${s}"}`],
  ['a session', (s) => `{"session_id":"${s}"}`],
  ['an XML element', (s) => `<password>${s}</password>`],
  ['an XML element of a namespace', (s) => `<a:Secret>\n  ${s}\n</a:Secret>`],
  ['an XML attribute', (s) => `<add key="apiKey" value="${s}"/>`],
  ['a PowerShell hashtable', (s) => ` @{ "Authorization" = "Bearer ${s}" }`],
  ['a PowerShell hashtable without quotes', (s) => ` @{ Password = '${s}'; A = 1 }`],
  ['a Python dict', (s) => ` {'Authorization': 'Bearer ${s}', 'a': 1}`],
  ['Python bytes', (s) => ` {b'token': b'${s}'}`],
  ['a Ruby hash', (s) => ` { :a => 1, "token" => "${s}" }`],
  ['a setter', (s) => `.setRequestHeader("Authorization", "Bearer ${s}");`],
  ['an assignment to an element', (s) => `headers["Authorization"] = "Bearer ${s}";`],
  ['code', (s) => ` const clientSecret = '${s}';`],
  ['an option of a command', (s) => ` --api-key ${s} --verbose`],
  ['an option with an equals sign', (s) => ` --token=${s} `],
  ['a connection string', (s) => ` Server=a;AccountKey=${s};Password=${s};EndpointSuffix=b`],
  ['smart quotes', (s) => ` “token”: “${s}” `],
  ['full-width separators', (s) => `\npassword：${s}\n`],
  ['no-break spaces', (s) => `\nAuthorization:\u00a0Bearer\u00a0${s}\u00a0\n`],
  ['a Java map', (s) => ` {Authorization=[Bearer ${s}], Accept=[*/*]}`],
  ['a JSON body in a string', (s) => ` --data "{\\"password\\":\\"${s}\\"}" `],
  ['a PEM private key', (s) => `-----BEGIN RSA PRIVATE KEY-----\n${s}\n${s}\n-----END RSA PRIVATE KEY-----`],
  ['Go', (s) => ` apiKey := "${s}"`],
  ['a doubled scheme', (s) => `\nAuthorization: Bearer Bearer ${s}\n`],
];

/** Every way to write down a secret: each plain one as it is, and again as other formats and shells escape it. */
export const WRAPPINGS: readonly Wrapping[] = PLAIN.flatMap(([name, wrap]) => [
  { name, wrap },
  { name: `${name}, in JSON`, wrap: (s: string) => json(wrap(s)) },
  { name: `${name}, in JSON in JSON`, wrap: (s: string) => json(json(wrap(s))) },
  { name: `${name}, in HTML`, wrap: (s: string) => html(wrap(s)) },
  { name: `${name}, percent-encoded`, wrap: (s: string) => encodeURIComponent(wrap(s)) },
  {
    name: `${name}, percent-encoded twice`,
    wrap: (s: string) => encodeURIComponent(encodeURIComponent(wrap(s))),
  },
  { name: `${name}, for cmd`, wrap: (s: string) => wrap(s).replace(/["&%]/g, '^$&') },
]);
