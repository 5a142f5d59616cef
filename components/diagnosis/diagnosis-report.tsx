'use client';

import { useState } from 'react';
import type { DiagnosisReport as Report } from '@/lib/diagnosis/report';
import { DiagnosisList } from './diagnosis-list';
import { FirstDiagnosis } from './first-diagnosis';
import { NoDiagnosis } from './no-diagnosis';
import { PastedText } from './pasted-text';
import { ReadFacts } from './read-facts';

/** All that is made of a paste: the first diagnosis, further ones, the text with what decided, and what was read. */
export function DiagnosisReport({ report, onPasteAnswer }: { report: Report; onPasteAnswer: () => void }) {
  const [opened, setOpened] = useState<{ of: Report; number: number } | null>(null);
  const open = opened?.of === report ? opened.number : null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {report.diagnoses.length === 0 ? (
          <NoDiagnosis report={report} />
        ) : (
          <FirstDiagnosis report={report} onPasteAnswer={onPasteAnswer} />
        )}
        <DiagnosisList
          report={report}
          open={open}
          onOpen={(number) => setOpened(number === null ? null : { of: report, number })}
          onPasteAnswer={onPasteAnswer}
        />
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <PastedText report={report} active={open ?? 1} />
        <ReadFacts report={report} />
      </div>
    </div>
  );
}
