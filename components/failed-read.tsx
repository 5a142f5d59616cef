import { PlugZap } from 'lucide-react';
import type { ReactNode } from 'react';
import { callName, readAdvice } from './call-words';
import { CopyButton } from './copy-button';

/** A request of ours that failed, as it is shown: the same facts that are asked of a customer. */
export interface FailedCall {
  readonly call: string;
  readonly why: string;
  /** Method and address, redacted. */
  readonly request?: string;
  readonly status?: number;
  readonly requestId?: string;
}

/** A failed request: what was asked, the status, Coveo's request id, why; with what can be done about it. */
export function FailedRead(props: { failed: FailedCall; times?: number; children?: ReactNode }) {
  const { failed, times = 1, children } = props;
  const advice = readAdvice(failed.call, failed.status);
  return (
    <div className="flex gap-3 rounded-md border border-degraded-line bg-degraded-soft px-3 py-2">
      <PlugZap aria-hidden className="mt-0.5 size-4 shrink-0 text-degraded" />
      <div className="min-w-0 flex-1">
        <p className="font-medium [overflow-wrap:anywhere]">
          {callName(failed.call)} <code className="font-normal text-muted text-xs">{failed.call}</code>: not
          read{times > 1 && ` (${times} times)`}
        </p>
        <p className="text-muted [overflow-wrap:anywhere]">{failed.why}</p>
        {advice !== null && <p className="text-pretty">{advice}</p>}
        {failed.request !== undefined && (
          <p className="mt-0.5 flex items-center gap-1 text-xs">
            <code className="min-w-0 [overflow-wrap:anywhere]">{failed.request}</code>
            <CopyButton text={failed.request} what="request" />
          </p>
        )}
        <dl className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs">
          <div className="flex gap-1.5">
            <dt className="text-muted">Status</dt>
            <dd className="tabular font-medium">{failed.status ?? 'no answer'}</dd>
          </div>
          <div className="flex min-w-0 items-center gap-1.5">
            <dt className="shrink-0 text-muted">Request id</dt>
            <dd className="flex min-w-0 items-center font-mono">
              <span className="truncate">{failed.requestId ?? 'none'}</span>
              {failed.requestId !== undefined && <CopyButton text={failed.requestId} what="request id" />}
            </dd>
          </div>
        </dl>
        {children !== undefined && <div className="mt-2 flex flex-wrap gap-2">{children}</div>}
      </div>
    </div>
  );
}
