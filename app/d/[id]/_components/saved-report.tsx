'use client';

import { useRouter } from 'next/navigation';
import { DiagnosisReport } from '@/components/diagnosis/diagnosis-report';
import type { DiagnosisReport as Report } from '@/lib/diagnosis/report';

/** The report as it was saved; what decides is pasted on the page that diagnoses. */
export function SavedReport({ report }: { report: Report }) {
  const router = useRouter();
  return <DiagnosisReport report={report} onPasteAnswer={() => router.push('/diagnose')} />;
}
