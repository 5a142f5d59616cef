import { describe, expect, it } from 'vitest';
import { csharpSsl } from './csharp-ssl';
import { type Look, lookAt } from './paste-door-under-test';

const NOT_SHOWN =
  'Which of the causes it is, the text does not show: the inner exception names it, and Coveo ties this failure of its C# SDK to a package that is missing.';
const SENTENCE = 'The SSL connection could not be established, see inner exception.';
const BY_SENTENCE: Look = {
  confidence: 'possible',
  reasons: ['The text says “SSL connection could not be established”, as .NET words it.', NOT_SHOWN],
  spans: ['SSL connection could not be established'],
  wrongIf:
    'The same program, on the same machine, reaches another HTTPS address of Coveo, or the call goes through a proxy that replaces certificates.',
  decidedBy: null,
  retryAfter: null,
};

describe('an SSL failure of the C# SDK is recognised', () => {
  it('by .NET’s own sentence alone as possible: any program on .NET says so', () => {
    expect(lookAt(csharpSsl, SENTENCE, { kind: 'prose' })).toEqual(BY_SENTENCE);
  });

  it('with the SDK in its stack trace: likely', () => {
    const text = `${SENTENCE}\n   at Coveo.Connectors.Utilities.PlatformSdk.Client.Send()`;
    expect(lookAt(csharpSsl, text, { kind: 'client message' })).toEqual({
      ...BY_SENTENCE,
      confidence: 'likely',
      reasons: [
        BY_SENTENCE.reasons[0],
        '“Coveo.Connectors.Utilities.PlatformSdk.Client.Send” shows that it is Coveo’s C# SDK.',
        NOT_SHOWN,
      ],
      spans: [
        'SSL connection could not be established',
        'Coveo.Connectors.Utilities.PlatformSdk.Client.Send',
      ],
    });
  });

  it('as possible by another sentence of .NET without a sign of Coveo', () => {
    const text = 'System.Net.WebException: Could not create SSL/TLS secure channel.';
    expect(lookAt(csharpSsl, text, { kind: 'client message' })).toEqual({
      ...BY_SENTENCE,
      reasons: [
        'The text says “Could not create SSL/TLS secure channel”.',
        '“System.Net” shows that it is .NET.',
        NOT_SHOWN,
      ],
      spans: ['Could not create SSL/TLS secure channel', 'System.Net'],
    });
  });
});

describe('an SSL failure of the C# SDK is not claimed', () => {
  it.each([
    'javax.net.ssl.SSLHandshakeException: the remote certificate is invalid',
    'curl: (60) SSL certificate problem',
    'System.Net.Http.HttpRequestException: 404',
  ])('of “%s”', (text) => {
    expect(lookAt(csharpSsl, text)).toBeNull();
  });

  it('of another vendor', () => {
    expect(lookAt(csharpSsl, SENTENCE, { foreign: { value: 'x', span: [0, 1] } })).toBeNull();
  });
});
