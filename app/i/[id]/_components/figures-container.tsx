'use client';

import { IssueFigures } from '@/components/issue/issue-figures';
import { useNow } from '@/components/use-now';
import { toMs } from '@/lib/evidence/time';
import type { IssueReport } from '@/lib/health/issue/issue-report';

/** The figures of an issue with a countdown that runs: by Coveo's own time, where this machine's is behind it. */
export function FiguresContainer({ report }: { report: IssueReport }) {
  const now = useNow(true);
  const looked = toMs(report.newest?.capturedAt ?? report.openedAt);
  return <IssueFigures report={report} now={Math.max(now, looked)} />;
}
