'use client';

import { useState } from 'react';
import type { ReportCapsule } from '@/lib/health/capsule/capsule-content';
import { ReportBody } from '../report/report-body';

/** The report of a source as it was preserved. `origin` is the address that the reader sees. */
export function ReportCapsuleBody({ report, origin }: { report: ReportCapsule; origin: string }) {
  const [asTable, setAsTable] = useState(false);
  return <ReportBody report={report} origin={origin} asTable={asTable} onTable={setAsTable} />;
}
