'use client';

import { type ReactNode, useState } from 'react';
import {
  isTypedName,
  notPushedText,
  runningText,
  type SourceLook,
  standingText,
} from '@/lib/health/act/act-report';
import { Button } from '../ui/button';
import { ActCard } from './act-card';

/** Sets a source to IDLE, where it was left in an active status. `children` are what came of it. */
export function IdleCard(props: {
  look: SourceLook;
  curl: string;
  writing: boolean;
  busy: boolean;
  onSet: (wanted: { confirm: string; despitePush: boolean }) => void;
  children: ReactNode;
}) {
  const { look, curl, writing, busy, onSet, children } = props;
  const [confirm, setConfirm] = useState('');
  const [despite, setDespite] = useState(false);
  const { name } = look.source;
  const running = runningText(look);
  const foreign = notPushedText(look);
  const isReady = isTypedName(confirm, name) && (running === null || despite);
  return (
    <ActCard
      id="idle"
      title="Set IDLE"
      does="Ends the refresh that a job opened and never closed. Its activity then counts as completed. No item is touched."
      to={
        <>
          <strong className="font-medium">{name}</strong>. {standingText(look)}
        </>
      }
      undo="Cannot be undone: an activity that has ended is not opened again."
      requests={[{ title: 'Request to set IDLE', curl }]}
    >
      {foreign !== null ? (
        <p className="text-muted text-pretty">{foreign}</p>
      ) : look.standing === 'idle' ? (
        <p className="text-muted">There is nothing to end: no active status is set.</p>
      ) : look.standing === 'not known' ? (
        <p className="text-muted">
          Pushscope does not send it: no refresh of the source is known to be open.
        </p>
      ) : (
        <form
          className="grid gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady && writing && !busy) onSet({ confirm, despitePush: despite });
          }}
        >
          {running !== null && (
            <label className="flex gap-2 rounded-md border border-degraded-line bg-degraded-soft px-3 py-2">
              <input
                type="checkbox"
                checked={despite}
                onChange={(event) => setDespite(event.target.checked)}
                className="mt-0.5 accent-accent"
              />
              <span className="text-pretty">{running} I want it all the same.</span>
            </label>
          )}
          <label className="grid max-w-80 gap-1">
            <span>
              Type the source’s name, <strong className="font-medium">{name}</strong>
            </span>
            <input
              value={confirm}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setConfirm(event.target.value)}
              className="h-8 rounded-md border border-line-strong bg-surface px-2"
            />
          </label>
          <p className="flex flex-wrap items-center gap-2">
            <Button kind="primary" type="submit" disabled={!writing || !isReady} busy={busy}>
              {busy ? 'Setting IDLE…' : 'Set IDLE'}
            </Button>
            {!writing && <span className="text-muted text-xs">Writing is off.</span>}
          </p>
        </form>
      )}
      {children}
    </ActCard>
  );
}
