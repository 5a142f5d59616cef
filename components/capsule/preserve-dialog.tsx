'use client';

import { useId, useState } from 'react';
import type { PreservedCapsule } from '@/lib/health/capsule/capsule-list';
import { CopyButton } from '../copy-button';
import { Moment } from '../moment';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';

const DAYS = [7, 30, 90, 365] as const;

/** An organization in its region. */
interface Owner {
  readonly region: string;
  readonly organization: string;
}

/** Asks how to preserve something, and then shows its link. `origin` is this page's own, without a path. */
export function PreserveDialog(props: {
  open: boolean;
  /** What is preserved, and who will be able to see it, in a sentence. */
  text: string;
  busy: boolean;
  failure: string | null;
  made: PreservedCapsule | null;
  origin: string;
  /** Organizations under one of which it is listed, the likeliest first; none where it belongs to one by itself. */
  owners: readonly Owner[];
  onPreserve: (choice: { days: number; mask: boolean; owner: Owner | null }) => void;
  onClose: () => void;
}) {
  const { open, text, busy, failure, made, origin, owners, onPreserve, onClose } = props;
  const id = useId();
  const [days, setDays] = useState<number>(30);
  const [mask, setMask] = useState(true);
  const [chosen, setChosen] = useState<string | null>(null);
  const owner = chosen === '' ? null : (owners.find((each) => nameOf(each) === chosen) ?? owners[0] ?? null);
  return (
    <Dialog open={open} title="Preserve under a link" onClose={onClose}>
      {made === null ? (
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (!busy) onPreserve({ days, mask, owner });
          }}
        >
          <p className="text-pretty text-muted">{text}</p>
          <label className="flex flex-wrap items-center gap-2">
            Readable for
            <select
              value={days}
              onChange={(event) => setDays(Number(event.target.value))}
              className="h-7 rounded-md border border-line bg-surface px-2 text-xs"
            >
              {DAYS.map((each) => (
                <option key={each} value={each}>
                  {each} days
                </option>
              ))}
            </select>
          </label>
          {owners.length > 0 && (
            <label className="flex flex-wrap items-center gap-2">
              Listed under
              <select
                value={owner === null ? '' : nameOf(owner)}
                onChange={(event) => setChosen(event.target.value)}
                className="h-7 min-w-0 max-w-full rounded-md border border-line bg-surface px-2 text-xs"
              >
                {owners.map((each) => (
                  <option key={nameOf(each)} value={nameOf(each)}>
                    {nameOf(each)}
                  </option>
                ))}
                <option value="">no organization: a key revokes it</option>
              </select>
            </label>
          )}
          <label htmlFor={id} className="flex items-start gap-2">
            <input
              id={id}
              type="checkbox"
              checked={mask}
              onChange={(event) => setMask(event.target.checked)}
              className="mt-1 size-3.5 accent-accent"
            />
            <span>
              Mask the ids of organization, sources and items
              <span className="block text-muted text-xs">Secrets are removed in any case.</span>
            </span>
          </label>
          {failure !== null && (
            <p role="alert" className="text-failing">
              {failure}
            </p>
          )}
          <p className="flex justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" kind="primary" busy={busy}>
              {busy ? 'Preserving…' : 'Preserve'}
            </Button>
          </p>
        </form>
      ) : (
        <Made made={made} origin={origin} />
      )}
    </Dialog>
  );
}

function nameOf({ region, organization }: Owner): string {
  return `${organization} (${region})`;
}

function Made({ made, origin }: { made: PreservedCapsule; origin: string }) {
  const { url, expiresAt, revokeKey } = made;
  const link = `${origin}${url}`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p role="status">
        Preserved until <Moment iso={expiresAt} />. Whoever has this link can read it:
      </p>
      <p className="flex items-center gap-1">
        <a href={url} className="min-w-0 truncate font-mono text-accent text-xs underline underline-offset-4">
          {link}
        </a>
        <CopyButton text={link} what="the link" />
      </p>
      {revokeKey === undefined ? (
        <p className="text-muted">
          It is listed, and can be revoked, under{' '}
          <a href="/capsules" className="text-accent underline underline-offset-4">
            Preserved
          </a>
          .
        </p>
      ) : (
        <div>
          <p className="text-pretty text-muted">
            It belongs to no connection. Whoever holds this key can revoke it, at the link itself. It is shown
            only now:
          </p>
          <p className="mt-1 flex items-center gap-1">
            <code className="min-w-0 text-xs [overflow-wrap:anywhere]">{revokeKey}</code>
            <CopyButton text={revokeKey} what="the key that revokes it" />
          </p>
        </div>
      )}
    </div>
  );
}
