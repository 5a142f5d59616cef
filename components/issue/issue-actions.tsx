'use client';

import { type IssueMove, movesFrom } from '@/lib/health/issue/issue-action';
import { Button } from '../ui/button';
import { useFocusWhenGone } from '../use-focus-when-gone';
import { MoveButton } from './move-button';
import type { IssueState } from './state-words';

/** What can be done to an issue in its state, and under which name. `name`: null for none, undefined not asked yet. */
export function IssueActions(props: {
  state: IssueState;
  busy: boolean;
  name: string | null | undefined;
  onMove: (move: IssueMove) => void;
  onName: () => void;
}) {
  const { state, busy, name, onMove, onName } = props;
  // The next state has other buttons.
  const { place: buttons, pressed } = useFocusWhenGone<HTMLFieldSetElement>();
  return (
    <div className="grid gap-1 sm:justify-items-end">
      <fieldset ref={buttons} tabIndex={-1} className="flex flex-wrap gap-2 outline-none sm:justify-end">
        <legend className="sr-only">Change the state</legend>
        {movesFrom(state).map((move, index) => (
          <MoveButton
            key={move}
            move={move}
            first={index === 0 && state === 'open'}
            busy={busy}
            onMove={(wanted) => {
              pressed();
              onMove(wanted);
            }}
          />
        ))}
      </fieldset>
      {name !== undefined && (
        <p className="flex flex-wrap items-center gap-x-1 text-faint text-xs">
          You act {name === null ? 'without a name' : `as ${name}`}.
          <Button kind="quiet" onClick={onName} className="h-6 px-1.5">
            Change
          </Button>
        </p>
      )}
    </div>
  );
}
