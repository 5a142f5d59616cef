import { RefreshCw } from 'lucide-react';
import { Button } from './ui/button';

/** Reads what a page shows once more; it turns while that is under way. `shortcut` is the key that does the same. */
export function ReadAgainButton(props: {
  busy: boolean;
  onClick: () => void;
  /** There is nothing to read yet. */
  disabled?: boolean;
  shortcut?: string;
}) {
  const { busy, onClick, disabled = false, shortcut } = props;
  return (
    <Button onClick={onClick} disabled={disabled} busy={busy} title={shortcut}>
      <RefreshCw aria-hidden className={busy ? 'size-3.5 animate-spin' : 'size-3.5'} />
      {busy ? 'Reading…' : 'Read again'}
    </Button>
  );
}
