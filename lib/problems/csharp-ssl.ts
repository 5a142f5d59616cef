import type { Facts } from '@/lib/paste/facts';
import { phrase } from '@/lib/paste/vocabulary';
import { article95 } from './article';
import { isForeign, quoted, recognition, saidOf } from './paste-signs';
import type { Problem, Recognition } from './problem';

/** The sentence of .NET's HttpClient: no other platform words it so. */
const DOTNET_SENTENCE = [
  phrase('SSL connection could not be established', 'ssl connection could not be established'),
];
/** Sentences that .NET and others use for a failed handshake. */
const SSL_FAILURE = [
  phrase('could not create SSL/TLS secure channel', 'could not create ssl/tls secure channel'),
  phrase(
    'trust relationship for the SSL/TLS channel',
    'could not establish trust relationship for the ssl/tls secure channel',
  ),
  phrase('remote certificate is invalid', 'remote certificate (?:is|was) (?:invalid|rejected)'),
  phrase('remote party closed the transport stream', 'remote party has closed the transport stream'),
  phrase('underlying connection was closed', 'underlying connection was closed'),
];
const DOTNET_SIGNS = [
  phrase('System.Net', 'System\\.(?:Net|Security|Threading|IO|AggregateException)'),
  phrase('HttpRequestException', 'HttpRequestException'),
  phrase('AuthenticationException', 'AuthenticationException'),
];
const SDK_SIGNS = [
  phrase('Coveo.Connectors', 'Coveo\\.Connectors(?:\\.\\w{1,60}){0,6}'),
  phrase('CoveoPlatformException', 'CoveoPlatformException'),
  phrase('C# SDK of Coveo', 'coveo (?:c# |\\.net )?(?:platform )?sdk'),
];

const NOT_SHOWN =
  'Which of the causes it is, the text does not show: the inner exception names it, and Coveo ties this failure of its C# SDK to a package that is missing.';

function recognise(facts: Facts): Recognition | null {
  if (isForeign(facts)) return null;
  const sentence = saidOf(facts, DOTNET_SENTENCE);
  const said = sentence ?? saidOf(facts, SSL_FAILURE);
  if (said === null) return null;
  const sdk = saidOf(facts, SDK_SIGNS);
  const dotnet = sdk ?? saidOf(facts, DOTNET_SIGNS);
  if (sentence === null && dotnet === null) return null;
  const isCoveos = sdk !== null || facts.coveo !== null;
  return recognition(
    {
      confidence: isCoveos ? 'likely' : 'possible',
      reasons: [
        `The text says “${quoted(facts, said.span)}”${sentence === null ? '' : ', as .NET words it'}.`,
        ...(dotnet === null
          ? []
          : [
              `“${quoted(facts, dotnet.span)}” shows that it is ${sdk === null ? '.NET' : 'Coveo’s C# SDK'}.`,
            ]),
        NOT_SHOWN,
      ],
      spans: dotnet === null ? [said.span] : [said.span, dotnet.span],
    },
    {
      wrongIf:
        'The same program, on the same machine, reaches another HTTPS address of Coveo, or the call goes through a proxy that replaces certificates.',
    },
  );
}

/** The handshake fails before Coveo is reached, in programs that use Coveo's C# Platform SDK (article 95). */
export const csharpSsl: Problem = {
  id: 'csharp-ssl',
  words: {
    title: 'SSL connection fails in the C# SDK',
    whatHappened:
      'A .NET program could not set up an encrypted connection to Coveo. The request never arrived, so Coveo has no trace of it.',
    cause:
      'According to Coveo, a package that the C# Platform SDK needs may be missing in the program. The same exception comes from old TLS settings, from a machine without current root certificates, and from a proxy that puts its own certificate in between.',
    fix: [
      'Read the inner exception to its end: it says what broke the handshake.',
      'Compare the packages of your project with those that `Coveo.Connectors.Utilities.PlatformSdk` depends on for your target framework, and add what is missing. Coveo’s article names the package.',
      'On the same machine open `https://platform.cloud.coveo.com` with another program (`curl -v`): if that fails too, it is the machine or a proxy.',
      'On .NET Framework, make sure that TLS 1.2 is allowed and not switched off by an old `SecurityProtocol` setting.',
    ],
    mistakes: [
      'Switching certificate validation off: it hides the cause, and everybody on the way can read the key.',
      'Looking for it in the Log Browser: the call never reached Coveo.',
    ],
    actor: 'client',
    retryable: false,
    retryAfter: null,
    article: article95('SSL connection issue with the C# Platform SDK'),
    unsure:
      'Neither the name of the package nor the exact wording of the exception was found in what is public: read the article for the package; TLS settings, certificates and proxies are general experience.',
  },
  signs: { statuses: [], codes: [] },
  example: `System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.
   at Coveo.Connectors.Utilities.PlatformSdk.SomeClient.Send()`,
  paste: {
    codes: [],
    phrases: [...DOTNET_SENTENCE, ...SSL_FAILURE, ...DOTNET_SIGNS, ...SDK_SIGNS],
    recognise,
  },
  later: [],
};
