import { Archive } from 'lucide-react';
import type { ReactNode } from 'react';
import { CodeBlock } from '../code-block';
import { DemoBar } from '../demo-bar';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';
import { Tag } from '../ui/tag';

/** What a preserved page says of itself. Times are ISO; `twin` is the path of its JSON. */
export interface CapsuleEnvelope {
  readonly madeAt: string;
  readonly expiresAt: string;
  readonly sha256: string;
  readonly twin: string;
  readonly masked: boolean;
}

/** The frame of what was preserved: that it is a copy, from when and until when, and how to check that it was not changed. */
export function CapsuleFrame(props: {
  title: string;
  /** What stands below the title, such as the source. */
  facts: ReactNode;
  envelope: CapsuleEnvelope;
  /** What masking leaves out, in a sentence, where ids are masked. */
  masking: string;
  /** The address that the reader sees, without a path: `https://pushscope.example`. */
  origin: string;
  demo: boolean;
  children: ReactNode;
}) {
  const { title, facts, envelope, masking, origin, demo, children } = props;
  const { madeAt, expiresAt, sha256, twin, masked } = envelope;
  return (
    <>
      {demo && <DemoBar />}
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto grid max-w-[90rem] grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 py-3 outline-none sm:px-6"
      >
        <header className="grid gap-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-xs">
            <Tag>
              <Archive aria-hidden className="size-3" />
              Preserved copy
            </Tag>
            <span>
              made <Moment iso={madeAt} />, readable until <Moment iso={expiresAt} />. Nothing on it changes.
            </span>
          </p>
          <h1 className="text-balance font-semibold text-lg tracking-tight [overflow-wrap:anywhere]">
            {title}
          </h1>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs [overflow-wrap:anywhere]">
            {facts}
          </div>
        </header>
        {children}
        <Panel id="copy" title="About this copy">
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
            <p className="max-w-prose text-pretty">
              {masked
                ? masking
                : 'Ids are shown as they are: whoever made this copy chose so. Secrets are removed in any case.'}
            </p>
            <p className="max-w-prose text-pretty text-muted">
              It opens for whoever has its address, until it expires or is revoked, and asks nobody: neither
              Coveo nor the source. The line below gives the SHA-256 of what is stored under this address.
              Note it where this copy is cited: as long as both agree, it is what was preserved.
            </p>
            <dl className="grid gap-0.5">
              <dt className="font-medium text-faint text-xs">SHA-256</dt>
              <dd className="font-mono text-xs [overflow-wrap:anywhere]">{sha256}</dd>
            </dl>
            <CodeBlock title="Check it" text={`curl -s ${origin}${twin} | sha256sum`} />
          </div>
        </Panel>
      </main>
    </>
  );
}
