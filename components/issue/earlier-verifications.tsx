'use client';

import type { IssueReport } from '@/lib/health/issue/issue-report';
import { Moment } from '../moment';

/** A verification of an issue that was before the newest one. */
export interface EarlierVerification {
  readonly n: number;
  /** When it ended, ISO, and how, in a word. */
  readonly at: string;
  readonly ended: string;
}

const ENDED: Readonly<Record<string, string>> = {
  'verification-passed': 'passed',
  'verification-failed': 'failed',
  'verification-given-up': 'given up',
};

/** The verifications in an issue's history that ended before the newest one began, newest first. */
export function earlierVerifications(
  history: IssueReport['history'],
  newest: number | null,
): EarlierVerification[] {
  const found: EarlierVerification[] = [];
  let begun: number | null = null;
  for (const { revision, at, kind } of history) {
    if (kind === 'verification-begun') begun = revision;
    const ended = ENDED[kind];
    if (ended === undefined || begun === null) continue;
    if (begun !== newest) found.unshift({ n: begun, at, ended });
    begun = null;
  }
  return found;
}

/** The earlier verifications of an issue; one that is pressed is shown in place of the newest, and pressed again no more. */
export function EarlierVerifications(props: {
  earlier: readonly EarlierVerification[];
  shown: number | null;
  onShow: (n: number | null) => void;
}) {
  const { earlier, shown, onShow } = props;
  if (earlier.length === 0) return null;
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-xs">
      <h3 className="font-medium text-faint">Earlier</h3>
      {earlier.map(({ n, at, ended }) => (
        <button
          key={n}
          type="button"
          aria-pressed={n === shown}
          onClick={() => onShow(n === shown ? null : n)}
          className="min-h-6 rounded-md border border-line px-2 hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
        >
          {ended}, <Moment iso={at} />
        </button>
      ))}
    </div>
  );
}
