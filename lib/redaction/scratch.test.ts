import { test } from 'vitest';
import { redact } from './redact';
test('x', () => {
  const K='xx5a4db0c0-0000-4000-8000-000000000001';
  for (const t of [
  `Authorization: Bearer ${K}`, `curl -H "Authorization: Bearer abc.def" https://x`, `{"headers":{"Authorization":"Bearer abc"}}`,
  `{\\"Authorization\\":\\"Bearer abc\\/def\\u002Bx\\"}`, `{"name":"Authorization","value":"Basic dXNlcjpwYXNz"}`,
  `authorization: Digest username="x", realm="y", response="6629"\nHost: a`, `Authorization: AWS4-HMAC-SHA256 Credential=AKIA/2020/us, SignedHeaders=host, Signature=fe5f`,
  `https://s3/x?X-Amz-Signature=abcdef&X-Amz-Credential=AKI%2F2020&X-Amz-SignedHeaders=host&Expires=5`, `q=https%3A%2F%2Fs3%3FX-Amz-Signature%3Dabcd%26Expires%3D5`,
  `a\\u0026X-Amz-Signature=abcd\\u0026X-Amz-Expires=3600`, `a&amp;X-Amz-Signature=abcd&amp;X-Amz-Expires=3600`,
  `?AWSAccessKeyId=AKIA&Signature=ab%2Bc%3D&Expires=1`, `<SignatureProvided>abc=</SignatureProvided>`, `x-api-key: abc`, `{"token":"ab\\"cd","n":1}`, `{"token":"abc`, `?access_token=abc&x=1`, `%26access_token%3Dabc%26x`, `{"password": "a b c", "user":"u"}`,
  `"{\\"token\\":\\"abc\\",\\"n\\":1}"`, `const apiKey = 'abcdef';`, `apiKey: "q"`, `Unexpected token: '}' at 5`, `Unexpected token 'd', "da"... is not valid JSON`, `Token is invalid.`, `invalid token=START`, `Bearer authentication is required`, `use Bearer <MyAccessToken>`, `Authorization: Bearer`, `Authorization: Bearer $COVEO_TOKEN`,
  `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_d`, `file%3A%2F%2Fb5e8767e-8f0d-4a89-9095-1127915c89c7`, `%3Dab12345678-0000-4000-8000-000000000001`, `id b5e8767e-8f0d-4a89-9095-1127915c89c7 ok`, `${K}${K}`, `%3D${K}`, `["authorization", "Bearer abcdefgh1"]`, `{ authorization: [ 'Bearer abc' ] }`, `\u0022token\u0022:\u0022abc\u0022`, String.raw`\u0022token\u0022:\u0022abc\u0022,\u0022n\u0022:1`,`{"accessToken":"","x":"y"}`, `refreshToken=abc; Path=/`
  ]) console.log(t, '\n   ->', redact(t));
});
test('speed', () => {
  for (const [n, unit] of Object.entries({ log: '{"datetime":"2018-05-22T23:35:59.825Z","guid":"b5e8767e-8f0d-4a89-9095-1127915c89c7","id":"https://example.com/item.html","meta":{"duration":"0.012"}},', w:'a', under:'_', paren:'Bearer ))))', q:'"token":"', sp:'Authorization: ', pct:'%25', pct2: '%2525', bs: '\\', ey: 'eyJ', tok:'token=', par: 'Authorization: a b=c, ', xx:'xx', spc: ' ', auth2: 'authorization', q2: 'password" ', nl: 'password\n\n\n\n', dash: 'aaaaaaaaaa-aaaa-' })) {
    const text = unit.repeat(Math.ceil(20_000 / unit.length)); const a = performance.now(); redact(text); console.log(n, Math.round(performance.now()-a), 'ms for 300k');
  }
}, 200000);
