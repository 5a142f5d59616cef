'use client';

import { parseAsInteger, useQueryState } from 'nuqs';
import { useMemo, useState } from 'react';
import { EarlierVerifications, earlierVerifications } from '@/components/issue/earlier-verifications';
import { VerificationForm } from '@/components/issue/verification-form';
import { VerificationPanel } from '@/components/issue/verification-panel';
import { useShortcut } from '@/components/use-shortcut';
import { failedAt, planVerification } from '@/lib/health/fix/fix-verification-plan';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { PROBLEMS } from '@/lib/problems/problems';
import { useEarlierVerification, useVerification } from './use-verification';

/** Verifies a fix of an issue, and follows one that anybody has begun. `withName` asks under which name one acts. */
export function VerificationContainer(props: {
  report: IssueReport;
  withName: (act: (name: string | null) => void) => void;
}) {
  const { report, withName } = props;
  const [open, setOpen] = useState(false);
  const [row, setRow] = useState<string | null>(null);
  const [asked, setAsked] = useQueryState('verification', parseAsInteger);
  const { verification, running, checking, beginning, failure, begin, check, giveUp } = useVerification(
    report,
    () => {
      setOpen(false);
      void setAsked(null);
    },
  );
  const others = useMemo(
    () => earlierVerifications(report.history, report.verification?.n ?? null),
    [report.history, report.verification],
  );
  const chosen = others.find(({ n }) => n === asked)?.n ?? null;
  const { earlier, failure: notShown } = useEarlierVerification(report.id, chosen);
  const { problem, lastSeen, opened, newest, verification: known } = report;
  const plan = useMemo(() => {
    const captured = [newest, opened].filter((one) => one !== null);
    return planVerification({ problem, lastSeen, captured, verification: known }, null, PROBLEMS);
  }, [problem, lastSeen, opened, newest, known]);
  useShortcut('v', () => {
    document.getElementById('verify')?.scrollIntoView({ block: 'nearest' });
    if (running) check();
    else setOpen(true);
  });
  return (
    <VerificationPanel
      verification={earlier ?? verification}
      isEarlier={earlier !== null}
      earlier={
        <EarlierVerifications
          earlier={others}
          shown={chosen}
          onShow={(n) => {
            setRow(null);
            void setAsked(n);
          }}
        />
      }
      organization={report.organization}
      form={
        open && !running ? (
          <VerificationForm
            plan={plan}
            afterFailure={plan.since === failedAt(known, plan.subject)}
            busy={beginning}
            onBegin={(since) => withName((who) => begin(since, who))}
            onCancel={() => setOpen(false)}
          />
        ) : null
      }
      checking={checking}
      failure={failure ?? notShown}
      row={row}
      onRow={setRow}
      onOpen={() => setOpen(true)}
      onCheck={check}
      onGiveUp={() => withName(giveUp)}
    />
  );
}
