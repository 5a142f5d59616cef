import type { CapsuleVerification } from '@/lib/health/capsule/capsule-content';
import { countOf } from '@/lib/problems/phrasing';
import { VERIFICATION_WORDS } from '../issue/verification-words';
import { Moment } from '../moment';
import { Panel } from '../ui/panel';
import { ScrollRegion } from '../ui/scroll-region';
import { PreservedRows } from './capsule-rows';

/** Whether a fix was verified when the copy was made, what was followed, and the rows that prove it. */
export function VerifiedFix(props: { verification: CapsuleVerification; organization: string }) {
  const { verification, organization } = props;
  const { state, text, since, asOf, followed, followedTotal, proof, proofTotal } = verification;
  const words = VERIFICATION_WORDS[state];
  return (
    <Panel
      id="verified"
      title="Verification of the fix"
      note={
        <>
          as of <Moment iso={asOf} />
        </>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
        <p className="flex gap-2 text-pretty rounded-md border border-line bg-sunken px-3 py-2 [overflow-wrap:anywhere]">
          <words.icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${words.text}`} />
          <span className="min-w-0">
            <strong className={`font-semibold ${words.text}`}>{words.label} </strong>
            {text}
          </span>
        </p>
        {followed.length > 0 && (
          <section className="min-w-0">
            <h3 className="mb-1 font-medium text-faint text-xs">
              {followed.length < followedTotal
                ? `${followed.length} of ${followedTotal} that were followed`
                : `${followedTotal} followed`}
            </h3>
            <ScrollRegion label="Followed" className="max-h-60">
              <ol className="divide-y divide-line text-xs">
                {followed.map(({ name, stage, at }) => (
                  <li key={name} className="flex flex-wrap gap-x-4 px-3 py-1.5">
                    <code className="min-w-0 flex-1 basis-40 [overflow-wrap:anywhere]">{name}</code>
                    <span className="text-muted">
                      {stage}
                      {at !== null && (
                        <>
                          {' '}
                          <Moment iso={at} precise />
                        </>
                      )}
                    </span>
                  </li>
                ))}
              </ol>
            </ScrollRegion>
          </section>
        )}
        <PreservedRows
          title="Rows that prove it"
          note={
            proof.length < proofTotal
              ? `${proof.length} of ${countOf(proofTotal, 'row')}`
              : countOf(proofTotal, 'row')
          }
          rows={proof}
          organization={organization}
        />
        <p className="text-faint text-xs">
          Only what was pushed after <Moment iso={since} /> counts.
        </p>
      </div>
    </Panel>
  );
}
