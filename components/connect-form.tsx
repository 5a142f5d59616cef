'use client';

import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { ConnectionField, ConnectionWanted } from '@/lib/health/connection/connection-wanted';
import { Button } from './ui/button';

/** Why nothing was connected: a sentence, and the field that it is about; null where it is about none. */
export interface ConnectFailure {
  readonly field: ConnectionField | null;
  readonly text: string;
}

/**
 * Asks for what connects to an organization. `place` is the organization that the address names, which is not asked for
 * then; null where it names none. The token is in its field alone, and shown nowhere. A failure stands beside its field
 * and moves the focus there. `wanted` and `onWanted`: what is filled in.
 */
export function ConnectForm(props: {
  place: { readonly region: string; readonly organization: string } | null;
  regions: readonly string[];
  wanted: ConnectionWanted;
  onWanted: (wanted: ConnectionWanted) => void;
  busy: boolean;
  failure: ConnectFailure | null;
  /** What is to be said of the organization id beside what else is known, in a sentence. */
  doubt?: string | null;
  /** What connecting does then. */
  note: ReactNode;
  children?: ReactNode;
  onConnect: () => void;
}) {
  const { place, regions, wanted, onWanted, busy, failure, doubt = null, note, children, onConnect } = props;
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const shownField = failure !== null && (place === null || failure.field === 'token') ? failure.field : null;
  useEffect(() => {
    if (failure === null) return;
    const at = shownField === null ? '[role="alert"]' : `[data-field="${shownField}"]`;
    form.current?.querySelector<HTMLElement>(at)?.focus();
  }, [failure, shownField]);
  // Until the page's scripts run, the browser itself would send the form, and what was typed would not be known of.
  const [ready, setReady] = useState(false);
  const takeOver = useEffectEvent(() => {
    setReady(true);
    const typed = (field: ConnectionField) => {
      const found = form.current?.querySelector(`[data-field="${field}"]`);
      return found instanceof HTMLInputElement ? found.value : wanted[field];
    };
    const [organization, token] = [typed('organization'), typed('token')];
    if (organization !== wanted.organization || token !== wanted.token) {
      onWanted({ ...wanted, organization, token });
    }
  });
  useEffect(() => takeOver(), []);
  const told = (field: ConnectionField) => (shownField === field ? (failure?.text ?? null) : null);
  // Fields have no names: nothing that is sent by the browser itself, into an address, could hold them.
  const described = (field: ConnectionField) => ({
    'data-field': field,
    'aria-invalid': told(field) === null ? undefined : true,
    'aria-describedby': told(field) === null ? undefined : `${id}-${field}-told`,
  });
  return (
    <form
      ref={form}
      aria-label="Connect"
      autoComplete="off"
      noValidate
      className="grid w-full gap-3 text-left text-xs"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onConnect();
      }}
    >
      {place === null ? (
        <div className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-start gap-3">
          <Field id={`${id}-region`} label="Region" told={told('region')}>
            <select
              id={`${id}-region`}
              value={wanted.region}
              onChange={(event) => onWanted({ ...wanted, region: event.target.value })}
              {...described('region')}
              className={FIELD}
            >
              {regions.map((region) => (
                <option key={region}>{region}</option>
              ))}
            </select>
          </Field>
          <Field id={`${id}-organization`} label="Organization id" told={told('organization')} doubt={doubt}>
            <input
              id={`${id}-organization`}
              required
              value={wanted.organization}
              onChange={(event) => onWanted({ ...wanted, organization: event.target.value })}
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              {...described('organization')}
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
      <Field id={`${id}-token`} label="Access token or API key" told={told('token')}>
        <input
          id={`${id}-token`}
          type="password"
          required
          value={wanted.token}
          onChange={(event) => onWanted({ ...wanted, token: event.target.value })}
          autoComplete="off"
          spellCheck={false}
          {...described('token')}
          className={FIELD}
        />
      </Field>
      <p className="text-muted text-pretty">{note}</p>
      {failure !== null && shownField === null && (
        <p role="alert" tabIndex={-1} className="text-failing [overflow-wrap:anywhere]">
          {failure.text}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" kind="primary" disabled={!ready} busy={busy}>
          {busy ? 'Asking Coveo…' : 'Connect'}
        </Button>
        {children}
      </div>
    </form>
  );
}

const FIELD =
  'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2 aria-invalid:border-failing max-sm:text-base';

function Field(props: {
  id: string;
  label: string;
  told: string | null;
  doubt?: string | null;
  children: ReactNode;
}) {
  const { id, label, told, doubt = null, children } = props;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {children}
      {told !== null && (
        <p id={`${id}-told`} role="alert" className="text-failing text-pretty [overflow-wrap:anywhere]">
          {told}
        </p>
      )}
      {doubt !== null && (
        <p role="status" className="text-degraded text-pretty [overflow-wrap:anywhere]">
          {doubt}
        </p>
      )}
    </div>
  );
}
