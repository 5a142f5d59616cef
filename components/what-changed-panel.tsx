'use client';

import { Copy } from 'lucide-react';
import type { Aspect } from '@/lib/health/change/run-aspects';
import { changedAspects, type WhatChanged } from '@/lib/health/change/what-changed';
import { changeWords, NOTHING_CHANGED, whatChangedMarkdown } from '@/lib/health/change/what-changed-markdown';
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
    <>
      {different.length === 0 ? (
        <p className="border-line border-b px-4 py-3">{NOTHING_CHANGED}</p>
      ) : (
        <AspectTable label="What is different" aspects={different} />
      )}
      <div className="grid gap-x-10 gap-y-3 px-4 py-3 lg:grid-cols-2">
        <div className="grid content-start gap-0.5">
          <h3 className="font-medium text-faint text-xs">Between the two</h3>
          {between.changes.length === 0 ? (
            <p>
              No activity by people, of keys or of limits
              {between.routine > 0 &&
                ` but ${countOf(between.routine, 'routine one')}, as on the days before`}
              .
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
        <div className="grid content-start gap-0.5">
          <h3 className="font-medium text-faint text-xs">Why that run counts as good</h3>
          <p className="max-w-prose">
            {why}
            {about !== null && ` ${about}`}
            {notKnown.length > 0 && ` Not compared: ${notKnown.join(', ')}.`}
          </p>
        </div>
      </div>
      {same.length > 0 && (
        <details className="border-line border-t">
          <summary className="min-h-8 cursor-pointer px-4 text-muted text-xs leading-8">
            {countOf(same.length, 'number')} as usual
          </summary>
          <AspectTable label="What is as usual" aspects={same} />
        </details>
      )}
    </>
  );
}

function AspectTable({ label, aspects }: { label: string; aspects: readonly Aspect[] }) {
  return (
    <ScrollRegion label={label} className="rounded-none border-0 border-b">
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
              <th scope="row" className="px-4 py-1.5 font-medium max-sm:pr-2">
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
