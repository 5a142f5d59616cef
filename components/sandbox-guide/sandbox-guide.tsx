import Link from 'next/link';
import type { ReactNode } from 'react';
import { CodeBlock } from '../code-block';
import { CodeText } from '../code-text';
import { buttonClass } from '../ui/button';
import { Panel } from '../ui/panel';
import { ScrollRegion } from '../ui/scroll-region';
import {
  controlLines,
  OPEN_SOURCE,
  platformClientLines,
  pushClientLines,
  redirectLines,
  runLines,
  type SandboxAddress,
  shellLines,
} from './lines-to-copy';
import { SCENARIO_WORDS } from './scenario-words';

/** One row of the sandbox's table of operations. */
export interface GuideOperation {
  readonly operation: string;
  readonly method: string;
  /** Below the sandbox's address. */
  readonly path: string;
}

/** Says what the sandbox is, how to point clients at it, what it can play and what it serves. */
export function SandboxGuide(props: {
  address: SandboxAddress;
  scenarios: readonly string[];
  operations: readonly GuideOperation[];
}) {
  const { address, scenarios, operations } = props;
  return (
    <>
      <header className="grid max-w-3xl gap-2 py-1">
        <h1 className="font-semibold text-xl tracking-tight">The sandbox</h1>
        <Text text="A server that answers as Coveo does for everything that a push job and Pushscope call: Push and Stream API, Source Logs, activities, sources and what Coveo’s own clients need. Nothing in it is real, and no account is needed. Items that are pushed go through a simulated pipeline, and within ten seconds there are log rows to read." />
        <Text
          text={`Its address is \`${address.base}\`, its demo organization \`${address.organization}\` with the API key \`${address.key}\`, which opens nothing else. Push examples of your own to the source ${OPEN_SOURCE}.`}
        />
        <p>
          <Link
            href={`/o/sandbox/${encodeURIComponent(address.organization)}`}
            className={buttonClass('plain')}
          >
            Look at the demo organization
          </Link>
        </p>
      </header>
      <Panel id="clients" title="Point Coveo’s clients at it">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 px-4 py-3">
          <CodeBlock {...shellLines(address)} />
          <Way title="@coveo/platform-client" text="Set both addresses: one alone sends the rest to Coveo.">
            <CodeBlock {...platformClientLines(address)} />
          </Way>
          <Way
            title="@coveo/push-api-client"
            text="It has no option for its address. This file, loaded first, sends its calls here; the script itself stays as it is. It works for every client that uses Node’s `fetch`."
          >
            <CodeBlock {...redirectLines()} />
            <CodeBlock {...pushClientLines(address)} />
            <CodeBlock {...runLines(address)} />
          </Way>
          <Way
            title="Java and others"
            text="A client that lets its address be set takes this one for Coveo’s `api` and `platform` hosts. In Java, extend `PlatformUrl` so that `getApiUrl` and `getPlatformUrl` return it, and hand that to `PlatformClient` (read in its source; our tests do not run it)."
          />
        </div>
      </Panel>
      <Panel id="scenarios" title="Scenarios" note="One source each; what its history shows">
        <dl>
          {scenarios.map((name) => (
            <div
              key={name}
              className="grid gap-x-4 border-line border-b px-4 py-1.5 text-xs last:border-b-0 sm:grid-cols-[13rem_minmax(0,1fr)]"
            >
              <dt className="font-mono">{name}</dt>
              <dd className="text-muted">
                <CodeText text={SCENARIO_WORDS[name] ?? ''} />
              </dd>
            </div>
          ))}
        </dl>
      </Panel>
      <Panel id="control" title="Clock, faults and organizations of your own">
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
          <Text text="An organization has the scenarios that you ask for, a key of its own, and a clock: moving it moves pipeline, expiry, retention and activities. A fault makes an operation answer what you say, so many times, and counts. `dialect` is how much the log rows tell: `rich`, `renamed` or `bare`. All this is answered on the sandbox’s own machine only." />
          <CodeBlock {...controlLines(address)} />
          <Text text="Programs read it through Pushscope at `/api/o/sandbox/my-training/sources`, with its key as a bearer token; pages show it once `POST /api/connections` has taken that key. The sandbox alone, without Pushscope, is `npm run sandbox -- --port 4010`." />
        </div>
      </Panel>
      <Panel
        id="operations"
        title="Endpoints"
        note="Calls are counted by operation, and faults are set on one"
      >
        <ScrollRegion label="Table of endpoints" className="rounded-t-none border-0">
          <table className="w-full text-xs">
            <thead>
              <tr>
                <Head>Operation</Head>
                <Head>Method</Head>
                <Head>Path</Head>
              </tr>
            </thead>
            <tbody>
              {operations.map(({ operation, method, path }) => (
                <tr key={`${method} ${path}`}>
                  <th
                    scope="row"
                    className="whitespace-nowrap border-line border-b px-4 py-1.5 text-left font-mono font-normal"
                  >
                    {operation}
                  </th>
                  <td className="border-line border-b px-4 py-1.5">{method}</td>
                  <td className="whitespace-nowrap border-line border-b px-4 py-1.5 font-mono">{path}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </Panel>
      <Panel id="differences" title="What it is not">
        <div className="px-4 py-3">
          <Text text="Coveo does not publish everything that one would need to be the same: which stages leave rows, and nearly all that stands in a row’s `meta`. What is invented is listed in `lib/sandbox/README.md`, and nothing may be concluded from it. The Stream API of data collections is not there: those calls answer 501." />
        </div>
      </Panel>
    </>
  );
}

function Way({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div>
        <h3 className="font-semibold text-ui">{title}</h3>
        <Text text={text} />
      </div>
      {children}
    </div>
  );
}

function Text({ text }: { text: string }) {
  return (
    <p className="max-w-3xl text-pretty text-muted text-sm">
      <CodeText text={text} />
    </p>
  );
}

function Head({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="border-line border-b px-4 py-1.5 text-left font-medium text-muted">
      {children}
    </th>
  );
}
