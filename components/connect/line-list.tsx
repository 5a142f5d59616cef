import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { ConnectionLine } from '@/lib/health/connection/connection-report';
import { CopyButton } from '../copy-button';

const LOOKS = {
  good: { icon: CircleCheck, text: 'text-healthy', label: 'Good' },
  attention: { icon: TriangleAlert, text: 'text-degraded', label: 'Attention' },
  unknown: { icon: CircleHelp, text: 'text-unknown', label: 'Not known' },
} as const;

/** What was found of a connection, a line for each aspect. */
export function LineList({ lines }: { lines: readonly ConnectionLine[] }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => {
        const look = LOOKS[line.state];
        return (
          <li key={line.id} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 px-4 py-2">
            <look.icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look.text}`} />
            <div className="grid gap-x-3 gap-y-0.5 sm:grid-cols-[10rem_minmax(0,1fr)]">
              <h3 className="font-medium">
                <span className="sr-only">{look.label}: </span>
                {line.title}
              </h3>
              <div className="min-w-0">
                <p className="text-pretty [overflow-wrap:anywhere]">{line.text}</p>
                <NotChecked line={line} />
                {line.failed !== null && (
                  <p className="flex flex-wrap items-center gap-x-1.5 text-muted text-xs">
                    <code>{line.failed.call}</code>
                    status {line.failed.status ?? 'none: no answer'}
                    {line.failed.requestId !== null && (
                      <span className="inline-flex min-w-0 items-center">
                        , request id <code className="ml-1 truncate">{line.failed.requestId}</code>
                        <CopyButton text={line.failed.requestId} what="request id" />
                      </span>
                    )}
                  </p>
                )}
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function NotChecked({ line: { notChecked } }: { line: ConnectionLine }) {
  const never = notChecked.filter(({ inPart }) => !inPart);
  const inPart = notChecked.filter((one) => one.inPart);
  return (
    <>
      <ProblemLinks label="Not checked in live sources:" problems={never} />
      <ProblemLinks label="Never clear, and found only where other readings show it:" problems={inPart} />
    </>
  );
}

function ProblemLinks({ label, problems }: { label: string; problems: ConnectionLine['notChecked'] }) {
  if (problems.length === 0) return null;
  return (
    <p className="mt-0.5 text-muted text-xs">
      {label}{' '}
      {problems.map(({ problem, title }, at) => (
        <span key={problem}>
          {at > 0 && ', '}
          <Link href={`/problems/${problem}`} className="underline decoration-current/40 underline-offset-4">
            {title.replaceAll('`', '')}
          </Link>
        </span>
      ))}
      .
    </p>
  );
}
