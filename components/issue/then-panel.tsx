import type { CapturedIssue } from '@/lib/health/issue/captured-issue';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';
import { CapturedFacts } from './captured-facts';

/** What was seen when the issue opened. It is kept as it was, whatever Coveo still has. */
export function ThenPanel({ captured }: { captured: CapturedIssue | null }) {
  return (
    <Panel
      id="then"
      title="Then"
      note={
        captured !== null && (
          <>
            as captured <Moment iso={captured.capturedAt} />
          </>
        )
      }
    >
      <div className="px-4 py-3">
        {captured === null ? (
          <p className="text-degraded">
            What was captured when it opened cannot be read any more. Counts, days and history are whole.
          </p>
        ) : (
          <CapturedFacts captured={captured} />
        )}
      </div>
    </Panel>
  );
}
