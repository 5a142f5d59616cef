'use client';

import { type ReactNode, useId } from 'react';
import { Button } from './ui/button';

/** Regions as one chooses them. */
export const REGION_CHOICES = ['us', 'ca', 'eu', 'au', 'hipaa', 'sandbox'] as const;

/** What was filled in. */
interface Filled {
  readonly region: string;
  readonly organization: string;
  readonly token: string;
}

/**
 * Asks for what connects to an organization, at the address that needs it, so that one is there once connected. `place`
 * is the organization that the address names; null where it names none. The token is in the field alone.
 */
export function ConnectForm(props: {
  place: { readonly region: string; readonly organization: string } | null;
  busy: boolean;
  failure: string | null;
  onConnect: (filled: Filled) => void;
}) {
  const { place, busy, failure, onConnect } = props;
  const id = useId();
  return (
    <form
      aria-label="Connect"
      autoComplete="off"
      className="mx-auto grid w-full max-w-md gap-3 rounded-lg border border-line bg-surface p-4 text-left text-xs"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const read = (name: string) => String(form.get(name) ?? '').trim();
        onConnect({
          region: place?.region ?? read('region'),
          organization: place?.organization ?? read('organization'),
          token: read('token'),
        });
      }}
    >
      {place === null ? (
        <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-3">
          <Field id={`${id}-region`} label="Region">
            <select id={`${id}-region`} name="region" className={FIELD}>
              {REGION_CHOICES.map((region) => (
                <option key={region}>{region}</option>
              ))}
            </select>
          </Field>
          <Field id={`${id}-organization`} label="Organization id">
            <input
              id={`${id}-organization`}
              name="organization"
              required
              spellCheck={false}
              className={FIELD}
            />
          </Field>
        </div>
      ) : (
        <p>
          Organization{' '}
          <strong className="font-semibold [overflow-wrap:anywhere]">{place.organization}</strong>, region{' '}
          <strong className="font-semibold">{place.region}</strong>
        </p>
      )}
      <Field id={`${id}-token`} label="Access token or API key">
        <input
          id={`${id}-token`}
          name="token"
          type="password"
          required
          autoComplete="off"
          spellCheck={false}
          className={FIELD}
        />
      </Field>
      <p className="text-muted">
        It is checked against Coveo and kept in an encrypted cookie of this browser. This page opens then,
        where the link leads.
      </p>
      {failure !== null && (
        <p role="alert" className="text-failing [overflow-wrap:anywhere]">
          {failure}
        </p>
      )}
      <Button type="submit" kind="primary" disabled={busy} className="justify-self-start">
        {busy ? 'Connecting…' : 'Connect'}
      </Button>
    </form>
  );
}

const FIELD = 'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2';

function Field({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
    </div>
  );
}
