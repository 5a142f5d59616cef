'use client';

import { useState } from 'react';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';

/** Takes the key that revokes a copy which belongs to no connection. */
export function RevokeForm(props: {
  busy: boolean;
  failure: string | null;
  onRevoke: (key: string) => void;
}) {
  const { busy, failure, onRevoke } = props;
  const [key, setKey] = useState('');
  return (
    <Panel id="revoke" title="Revoke" note="With the key that was shown when this was saved">
      <form
        className="flex flex-wrap items-center gap-2 px-4 py-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (key.trim() !== '' && !busy) onRevoke(key.trim());
        }}
      >
        <input
          aria-label="Key that revokes this copy"
          value={key}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setKey(event.target.value)}
          className="h-7 w-80 min-w-0 max-w-full rounded-md border border-line bg-surface px-2 font-mono text-xs"
        />
        <Button type="submit" disabled={key.trim() === ''} busy={busy}>
          {busy ? 'Revoking…' : 'Delete its content for good'}
        </Button>
        {failure !== null && (
          <p role="alert" className="basis-full text-failing">
            {failure}
          </p>
        )}
      </form>
    </Panel>
  );
}
