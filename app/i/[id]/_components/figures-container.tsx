'use client';

import { IssueFigures } from '@/components/issue/issue-figures';
import { useNow } from '@/components/use-now';
import type { IssueReport } from '@/lib/health/issue-report';

/** The figures of an issue with a countdown that runs. */
export function FiguresContainer({ report }: { report: IssueReport }) {
  return <IssueFigures report={report} now={useNow(true)} />;
}
