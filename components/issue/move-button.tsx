'use client';

import type { IssueMove } from '@/lib/health/issue/issue-action';
import { Button } from '../ui/button';
import { Kbd } from '../ui/kbd';
import { useShortcut } from '../use-shortcut';
import { MOVE_WORDS } from './move-words';

/** One thing to do to an issue, by a click or by its key. */
export function MoveButton(props: {
  move: IssueMove;
  first: boolean;
  busy: boolean;
  onMove: (move: IssueMove) => void;
}) {
  const { move, first, busy, onMove } = props;
  const { label, key, icon: Icon } = MOVE_WORDS[move];
  useShortcut(key, () => {
    if (!busy) onMove(move);
  });
  return (
    <Button
      kind={first ? 'primary' : 'plain'}
      busy={busy}
      aria-keyshortcuts={key}
      onClick={() => onMove(move)}
    >
      <Icon aria-hidden className="size-3.5" />
      {label}
      <span aria-hidden className="-mr-1 ml-0.5 max-sm:hidden">
        <Kbd>{key}</Kbd>
      </span>
    </Button>
  );
}
