'use client';

import { Copy } from 'lucide-react';
import type { Aspect } from '@/lib/health/run-aspects';
import { changedAspects, type WhatChanged } from '@/lib/health/what-changed';
import { changeWords, NOTHING_CHANGED, whatChangedMarkdown } from '@/lib/health/what-changed-markdown';
import { countOf } from '@/lib/problems/phrasing';
import { CopyTextButton } from './copy-text-button';
import { Moment } from './moment';
import { Panel } from './ui/panel';
import { ScrollRegion } from './ui/scroll-region';

/** The newest settled run against the last good one: what is different, and what was done in between. */
export function WhatChangedPanel({ changed, source }: { changed: WhatChanged; source: string }) {
  return (
    <Panel
      id="changed"
      title="What changed"
      note={
        changed.state === 'compared' && (
          <>
            newest run <Moment iso={changed.newest.from} /> against the last good one{' '}
            <Moment iso={changed.good.from} />
          </>
        )
      }
      aside={
        changed.state === 'compared' && (
          <CopyTextButton
            label="Copy as Markdown"
            icon={Copy}
            kind="quiet"
            text={() => whatChangedMarkdown(changed, source)}
          />
        )
      }
    >
      {changed.state === 'compared' ? (
        <Compared changed={changed} />
      ) : (
        <p className="max-w-prose px-4 py-3 text-muted">
          {changed.state === 'not known' && 'Not known. '}
          {changed.why}
        </p>
      )}
    </Panel>
  );
}

function Compared({ changed }: { changed: Extract<WhatChanged, { state: 'compared' }> }) {
  const { aspects, between, notKnown, why, about } = changed;
  const different = changedAspects(changed);
  const same = aspects.filter((aspect) => !aspect.changed);
  return (
    <div className="grid gap-3 py-3">
      {different.length === 0 ? (
        <p className="px-4">{NOTHING_CHANGED}</p>
      ) : (
        <AspectTable label="What is different" aspects={different} />
      )}
      <div className="grid gap-1 px-4">
        <h3 className="font-medium text-faint text-xs">Between the two</h3>
        {between.changes.length === 0 ? (
          <p className="text-muted">
            No activity by people, of keys or of limits
            {between.routine > 0 && ` but ${countOf(between.routine, 'routine one')}, as on the days before`}.
          </p>
        ) : (
          <ul className="grid list-disc gap-0.5 pl-5 marker:text-faint">
            {between.changes.map((change) => (
              <li key={`${change.at}${change.what}${change.by ?? ''}`} className="[overflow-wrap:anywhere]">
                {changeWords(change)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <p className="max-w-prose px-4 text-muted text-xs">
        <span className="text-faint">Why it counts as good: </span>
        {why}
        {about !== null && ` ${about}`}
        {notKnown.length > 0 && ` Not compared: ${notKnown.join(', ')}.`}
      </p>
      {same.length > 0 && (
        <details className="px-4">
          <summary className="min-h-6 cursor-pointer text-muted text-xs leading-6">
            {countOf(same.length, 'number')} as usual
          </summary>
          <div className="-mx-4 pt-2">
            <AspectTable label="What is as usual" aspects={same} />
          </div>
        </details>
      )}
    </div>
  );
}

function AspectTable({ label, aspects }: { label: string; aspects: readonly Aspect[] }) {
  return (
    <ScrollRegion label={label} className="rounded-none border-x-0">
      <table className="tabular w-full text-left">
        <thead className="text-faint text-xs">
          <tr>
            <th scope="col" className="px-4 py-1.5 font-medium">
              <span className="sr-only">What</span>
            </th>
            <th scope="col" className="px-2 py-1.5 font-medium">
              Last good run
            </th>
            <th scope="col" className="px-2 py-1.5 font-medium">
              Newest run
            </th>
            <th scope="col" className="px-4 py-1.5 font-medium">
              Usual
            </th>
          </tr>
        </thead>
        <tbody>
          {aspects.map(({ name, good, newest, by, usual, changed }) => (
            <tr key={name} className="border-line border-t align-top">
              <th scope="row" className="px-4 py-1.5 font-medium">
                {name}
              </th>
              <td className="px-2 py-1.5 text-muted">{good}</td>
              <td className="px-2 py-1.5">
                {changed ? <strong className="font-semibold">{newest}</strong> : newest}
                {changed && by !== null && <span className="text-muted text-xs"> {by}</span>}
              </td>
              <td className="px-4 py-1.5 text-muted">{usual ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
