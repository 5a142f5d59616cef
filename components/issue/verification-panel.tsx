'use client';

import { FlaskConical, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { type FixVerification, isEnded } from '@/lib/health/fix/fix-verification';
import { planAssumptions } from '@/lib/health/fix/fix-verification-plan';
import { countOf } from '@/lib/problems/phrasing';
import { AsOf } from '../as-of';
import { EvidenceRows } from '../evidence-rows';
import { Moment } from '../moment';
import { useZonedText } from '../shown-zone';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { Panel } from '../ui/panel';
import { VerificationItems } from './verification-items';
import { VERIFICATION_WORDS } from './verification-words';

/**
 * Whether a fix holds: what was pushed again, each at its stage, by when an answer is expected, and what proves it.
 * `verification` is the newest one, null when there was none; `form` stands in for it while a new one is prepared.
 */
export function VerificationPanel(props: {
  verification: FixVerification | null;
  organization: string;
  form: ReactNode;
  /** The choice of an earlier one, and whether one is shown. */
  earlier?: ReactNode;
  isEarlier?: boolean;
  checking: boolean;
  /** A sentence: why the last thing that was asked for failed. */
  failure: string | null;
  row: string | null;
  onRow: (guid: string | null) => void;
  onOpen: () => void;
  onCheck: () => void;
  onGiveUp: () => void;
}) {
  const { verification, organization, form, earlier, isEarlier = false } = props;
  const { checking, failure, row, onRow, onOpen, onCheck, onGiveUp } = props;
  const running = verification !== null && !isEnded(verification);
  return (
    <Panel
      id="verify"
      title="Verify a fix"
      aside={
        <>
          {verification !== null && form === null && <AsOf iso={verification.asOf} />}
          {running && (
            <>
              <Button onClick={onCheck} busy={checking} aria-keyshortcuts="v">
                <RefreshCw
                  aria-hidden
                  className={checking ? 'size-3.5 animate-spin motion-reduce:animate-none' : 'size-3.5'}
                />
                {checking ? 'Looking…' : 'Look again'}
                <span aria-hidden className="-mr-1 ml-0.5 max-sm:hidden">
                  <Kbd>v</Kbd>
                </span>
              </Button>
              <Button kind="quiet" onClick={onGiveUp}>
                Give up
              </Button>
            </>
          )}
          {!running && !isEarlier && form === null && (
            <Button onClick={onOpen} aria-keyshortcuts="v">
              <FlaskConical aria-hidden className="size-3.5" />
              {verification === null ? 'Verify a fix' : 'Verify again'}
              <span aria-hidden className="-mr-1 ml-0.5 max-sm:hidden">
                <Kbd>v</Kbd>
              </span>
            </Button>
          )}
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
        {failure !== null && (
          <p role="alert" className="text-degraded text-pretty">
            {failure}
          </p>
        )}
        {form ??
          (verification === null ? (
            <p className="text-muted text-pretty">
              Once the customer has pushed again, this follows what they pushed through the pipeline, and
              passes or fails with proof.
            </p>
          ) : (
            <Standing
              verification={verification}
              isEarlier={isEarlier}
              organization={organization}
              row={row}
              onRow={onRow}
            />
          ))}
        {earlier}
      </div>
    </Panel>
  );
}

function Standing(props: {
  verification: FixVerification;
  isEarlier: boolean;
  organization: string;
  row: string | null;
  onRow: (guid: string | null) => void;
}) {
  const { verification, isEarlier, organization, row, onRow } = props;
  const { state, text, plan, begunAt, begunBy, followed, proof, proofTotal, notRead } = verification;
  const words = VERIFICATION_WORDS[state];
  const zoned = useZonedText(verification.asOf);
  return (
    <>
      {isEarlier && <p className="text-muted text-xs">An earlier verification, as it was kept at its end.</p>}
      <p
        role="status"
        className="flex gap-2 text-pretty rounded-md border border-line bg-sunken px-3 py-2 [overflow-wrap:anywhere]"
      >
        <words.icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${words.text}`} />
        <span className="min-w-0">
          <strong className={`font-semibold ${words.text}`}>{words.label} </strong>
          {zoned(text)}
        </span>
      </p>
      {notRead !== null && (
        <p className="text-muted text-xs [overflow-wrap:anywhere]">
          {notRead.call}
          {notRead.status !== null && <> answered {notRead.status}</>}
          {notRead.requestId !== null && (
            <>
              , Coveo’s request id <code className="font-mono">{notRead.requestId}</code>
            </>
          )}
        </p>
      )}
      {followed.length > 0 && <VerificationItems verification={verification} />}
      {proof.length > 0 && (
        <section className="min-w-0">
          <h3 className="mb-1 font-medium text-faint text-xs">
            {proof.length < proofTotal
              ? `The newest ${proof.length} of ${countOf(proofTotal, 'row')} that prove it`
              : `${countOf(proofTotal, 'row')} that ${proofTotal === 1 ? 'proves' : 'prove'} it`}
          </h3>
          <EvidenceRows
            label="Rows that prove it"
            rows={proof}
            organization={organization}
            open={row}
            onOpen={onRow}
          />
        </section>
      )}
      <p className="text-faint text-xs text-pretty">
        Begun by {begunBy}, <Moment iso={begunAt} />. {planAssumptions(plan).join(' ')}
      </p>
    </>
  );
}
