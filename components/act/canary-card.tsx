'use client';

import type { ReactNode } from 'react';
import type { SourceLook } from '@/lib/health/act/act-report';
import type { SourceAction } from '@/lib/health/act/source-action';
import { Button } from '../ui/button';
import { useFocusWhenGone } from '../use-focus-when-gone';
import { ActCard, type ShownRequest } from './act-card';
import { CanaryProgress } from './canary-progress';

/** Pushes one marked item and follows it into the index and out again. `actions` are those of canaries, open ones first. */
export function CanaryCard(props: {
  look: SourceLook;
  uri: string;
  requests: readonly ShownRequest[];
  actions: readonly SourceAction[];
  writing: boolean;
  busy: boolean;
  /** Why no answer came to how they stand, so that what is shown may be over; null where one did. */
  unfollowed: string | null;
  onPush: () => void;
  onAgain: (id: string) => void;
  onGone: (id: string) => void;
  children: ReactNode;
}) {
  const { look, uri, requests, actions, writing, busy, unfollowed, onPush, onAgain, onGone, children } =
    props;
  const { source, visibility } = look;
  const open = actions.filter((action) => action.open);
  const shown = open.length > 0 ? open : actions.slice(0, 1);
  const { place: newest, pressed } = useFocusWhenGone<HTMLDivElement>();
  const pressing = (act: () => void) => () => {
    pressed();
    act();
  };
  return (
    <ActCard
      id="canary"
      title="Canary"
      does="Pushes one small item, follows it through the stages to the index, then deletes it and follows that. It goes on by itself on the server, also when this page is closed."
      to={
        <>
          <strong className="font-medium">{source.name}</strong>, as the item <code>{uri}</code>.{' '}
          {visibility === 'SECURED'
            ? 'The source is secured: the item’s permissions let nobody find it.'
            : visibility === null
              ? 'Whether the source is secured was not told: it is pushed without permissions.'
              : 'While it is in the index, whoever may search this source can find it.'}
        </>
      }
      undo="It is deleted by itself; until that is seen, it stands here in red. No other item is touched."
      requests={requests}
    >
      {shown.map((action, at) =>
        action.detail.canary === null ? null : (
          <div
            key={action.id}
            ref={at === 0 ? newest : undefined}
            tabIndex={-1}
            className="grid gap-2 outline-none"
          >
            <CanaryProgress action={action} canary={action.detail.canary} unfollowed={unfollowed} />
            {action.open && !action.running && (
              <p className="flex flex-wrap items-center gap-2">
                <Button
                  kind="primary"
                  disabled={!writing}
                  busy={busy}
                  onClick={pressing(() => onAgain(action.id))}
                >
                  Look for it and delete it
                </Button>
                <Button disabled={!writing} busy={busy} onClick={pressing(() => onGone(action.id))}>
                  I looked: it is gone
                </Button>
                {!writing && <span className="text-muted text-xs">Writing is off.</span>}
              </p>
            )}
          </div>
        ),
      )}
      {source.type !== 'PUSH' ? (
        <p className="text-muted">Single items are pushed to sources of the type PUSH only.</p>
      ) : (
        open.length === 0 && (
          <p className="flex flex-wrap items-center gap-2">
            <Button kind="primary" onClick={pressing(onPush)} disabled={!writing} busy={busy}>
              {busy ? 'Pushing…' : actions.length === 0 ? 'Push a canary' : 'Push another canary'}
            </Button>
            {!writing && <span className="text-muted text-xs">Writing is off.</span>}
          </p>
        )
      )}
      {children}
    </ActCard>
  );
}
