'use client';

import { clsx } from 'clsx';
import { useId } from 'react';
import { formatBrief } from '@/lib/health/zoned-moment';
import { useShownZone } from '../shown-zone';
import { ISSUE_STATES, type IssueState, STATE_WORDS } from './state-words';

/** Something to choose in a filter: its value, and what it is called. */
export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

/** How long ago an issue must have been seen at the latest, as it stands in the address. */
export const AGES = [
  { value: '24h', label: 'the last 24 hours', hours: 24 },
  { value: '7d', label: 'the last 7 days', hours: 7 * 24 },
  { value: '30d', label: 'the last 30 days', hours: 30 * 24 },
] as const;

/** By state, source, problem and age, which may be a moment (ISO) too, as links have it. Null is any. */
export function IssueFilters(props: {
  states: readonly IssueState[];
  sources: readonly FilterOption[];
  source: string | null;
  problems: readonly FilterOption[];
  problem: string | null;
  age: string | null;
  onStates: (states: readonly IssueState[]) => void;
  onSource: (source: string | null) => void;
  onProblem: (problem: string | null) => void;
  onAge: (age: string | null) => void;
}) {
  const { states, sources, source, problems, problem, age } = props;
  const { onStates, onSource, onProblem, onAge } = props;
  const zone = useShownZone();
  const isMoment = age !== null && !AGES.some(({ value }) => value === age);
  const ages = isMoment
    ? [...AGES, { value: age, label: `the time since ${formatBrief(age, zone, true)}` }]
    : AGES;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">States</legend>
        {ISSUE_STATES.map((state) => {
          const { label, icon: Icon, text } = STATE_WORDS[state];
          const isOn = states.includes(state);
          return (
            <button
              key={state}
              type="button"
              aria-pressed={isOn}
              onClick={() =>
                onStates(ISSUE_STATES.filter((each) => (each === state ? !isOn : states.includes(each))))
              }
              className={clsx(
                'inline-flex h-7 items-center gap-1.5 rounded-md border px-2 font-medium text-xs hover:bg-hover',
                isOn ? 'border-line-strong bg-surface text-ink' : 'border-line border-dashed text-faint',
              )}
            >
              <Icon aria-hidden className={clsx('size-3.5', isOn && text)} />
              {label}
            </button>
          );
        })}
      </fieldset>
      <Choice label="Source" any="any source" value={source} options={sources} onValue={onSource} />
      <Choice label="Problem" any="any problem" value={problem} options={problems} onValue={onProblem} />
      <Choice label="Seen in" any="any time" value={age} options={ages} onValue={onAge} />
    </div>
  );
}

function Choice(props: {
  label: string;
  any: string;
  value: string | null;
  options: readonly FilterOption[];
  onValue: (value: string | null) => void;
}) {
  const { label, any, value, options, onValue } = props;
  const id = useId();
  const isListed = value === null || options.some((option) => option.value === value);
  return (
    <span className="grid min-w-0 grid-cols-[3.75rem_minmax(0,1fr)] items-center gap-1.5 text-xs max-sm:w-full sm:grid-cols-[auto_minmax(0,1fr)]">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={(event) => onValue(event.target.value === '' ? null : event.target.value)}
        className="h-7 min-w-0 rounded-md sm:max-w-52 border border-line-strong bg-surface px-1.5"
      >
        <option value="">{any}</option>
        {!isListed && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}
