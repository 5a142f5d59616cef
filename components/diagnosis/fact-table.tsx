'use client';

import { useState } from 'react';
import type { NamedFact } from '@/lib/diagnosis/report';
import { countOf } from '@/lib/problems/phrasing';
import { CopyButton } from '../copy-button';
import { Button } from '../ui/button';
import { factLabel } from './fact-words';

const SHOWN_AT_FIRST = 14;

/** What was read from the text: names, values, each to copy. */
export function FactTable({ facts }: { facts: readonly NamedFact[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? facts : facts.slice(0, SHOWN_AT_FIRST);
  if (facts.length === 0) {
    return <p className="px-4 py-2.5 text-muted">No status, code or id was found in it.</p>;
  }
  return (
    <>
      <dl className="divide-y divide-line">
        {shown.map(({ name, value, span }) => (
          <div
            key={`${name} ${span.join()} ${value}`}
            className="grid grid-cols-[7.5rem_minmax(0,1fr)_auto] items-start gap-x-3 px-4 py-1"
          >
            <dt className="py-0.5 text-muted text-xs leading-5">{factLabel(name)}</dt>
            <dd className="py-0.5 font-mono text-xs leading-5 [overflow-wrap:anywhere]">{value}</dd>
            <dd>
              <CopyButton text={value} what={factLabel(name)} />
            </dd>
          </div>
        ))}
      </dl>
      {shown.length < facts.length && (
        <div className="border-line border-t px-4 py-1.5">
          <Button kind="quiet" onClick={() => setAll(true)}>
            Show all {countOf(facts.length, 'fact')}
          </Button>
        </div>
      )}
    </>
  );
}
