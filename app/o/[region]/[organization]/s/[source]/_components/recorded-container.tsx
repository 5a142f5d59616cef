'use client';

import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { ForgetDialog } from '@/components/recorded/forget-dialog';
import { RecordedPanel } from '@/components/recorded/recorded-panel';
import { recorderLines } from '@/components/recorded/recorder-lines';
import { useFocusWhenGone } from '@/components/use-focus-when-gone';
import type { Forgetting } from '@/lib/evidence/recorded-pushes';
import type { TimeWindow } from '@/lib/evidence/time';
import type { RecordedLedger } from '@/lib/health/health';
import { countOf } from '@/lib/problems/phrasing';
import { forgetPushes, pushesPath, pushesQuery } from '@/lib/queries/pushes';
import { AddCallsContainer } from './add-calls-container';

/**
 * Asks for the recorded calls of a source, once the panel is there and with each reading. `asOf` is the reading that is
 * on screen, which came at `readAt` (epoch ms of this machine), `window` what it shows; `onChanged` is called when calls
 * were recorded or forgotten.
 */
export function RecordedContainer(props: {
  region: string;
  organization: string;
  source: string;
  ledger: RecordedLedger | null;
  asOf: string;
  readAt: number;
  window: TimeWindow;
  onChanged: () => void;
}) {
  const { region, organization, source, ledger, asOf, readAt, window, onChanged } = props;
  const place = { region, organization, source };
  const query = useInfiniteQuery(pushesQuery(place));
  const readAgain = useEffectEvent((at: number) => {
    const askedAt = Math.max(query.dataUpdatedAt, query.errorUpdatedAt);
    // At first the query asks by itself.
    if (askedAt > 0 && askedAt < at) void query.refetch();
  });
  useEffect(() => readAgain(readAt), [readAt]);
  const [origin, setOrigin] = useState('');
  useEffect(() => setOrigin(globalThis.location.origin), []);
  const changed = () => {
    void query.refetch();
    onChanged();
  };
  /** What was just sent, where that is to be taken back; null while nobody is asked. */
  const [asking, setAsking] = useState<{ readonly justSent: readonly string[] | null } | null>(null);
  /** How often something was forgotten: what was sent before may be gone. */
  const [forgets, setForgets] = useState(0);
  // The dialog gives the focus back to what opened it, which goes away with what is forgotten: at once, or when the list
  // has been read again.
  const { place: outcome, pressed } = useFocusWhenGone<HTMLParagraphElement>();
  const forget = useMutation({
    mutationFn: (forgetting: Forgetting) => forgetPushes(place, forgetting),
    onSuccess: () => {
      setAsking(null);
      setForgets(forgets + 1);
      changed();
    },
  });
  const ask = (justSent: readonly string[] | null) => {
    forget.reset();
    pressed();
    setAsking({ justSent });
  };
  return (
    <>
      <RecordedPanel
        ledger={ledger}
        calls={query.data?.pages.flatMap((page) => page.pushes) ?? null}
        failure={query.error?.message ?? null}
        more={query.hasNextPage}
        busy={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
        onForget={() => ask(null)}
        outcome={outcome}
        forgotten={forget.isSuccess ? `${countOf(forget.data, 'line')} forgotten.` : null}
        add={
          <AddCallsContainer
            place={place}
            asOf={asOf}
            forgets={forgets}
            onRecorded={() => {
              forget.reset();
              changed();
            }}
            onForget={ask}
          />
        }
        lines={recorderLines(`${origin}${pushesPath(place)}`)}
      />
      <ForgetDialog
        open={asking !== null}
        forgettable={{
          sendings: query.data?.pages[0]?.sendings ?? [],
          window,
          justSent: asking?.justSent ?? null,
        }}
        busy={forget.isPending}
        failure={forget.error?.message ?? null}
        onClose={() => setAsking(null)}
        onForget={(forgetting) => forget.mutate(forgetting)}
      />
    </>
  );
}
