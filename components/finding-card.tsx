'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { ReportedFinding } from '@/lib/health/health';
import { countOf } from '@/lib/problems/phrasing';
import { FindingDetail } from './finding-detail';
import { ACTOR_WORDS, FINDING_UNITS, SEVERITY_WORDS } from './finding-words';
import { Moment } from './moment';
import { Tag } from './ui/tag';

/** A finding as one line, and opened as all that is known about it. */
export function FindingCard(props: {
  finding: ReportedFinding;
  open: boolean;
  row: string | null;
  period: string | null;
  region: string;
  organization: string;
  onToggle: () => void;
  onRow: (guid: string | null) => void;
  onWindow: (from: string, to: string) => void;
}) {
  const { finding, open, row, period, region, organization, onToggle, onRow, onWindow } = props;
  const id = useId();
  const ref = useRef<HTMLElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const severity = SEVERITY_WORDS[finding.severity];
  const Icon = severity.icon;
  const openedByLink = useRef(open);
  useEffect(() => {
    if (openedByLink.current) ref.current?.scrollIntoView({ block: 'start' });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open || event.defaultPrevented) return;
    event.preventDefault();
    toggle.current?.focus();
    onToggle();
  };
  return (
    <article ref={ref} onKeyDown={onKeyDown}>
      <h3>
        <button
          ref={toggle}
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={onToggle}
          className={clsx(
            'grid w-full grid-cols-[auto_auto_minmax(0,1fr)] items-center gap-x-2.5 gap-y-1 px-4 py-2 text-left hover:bg-hover focus-visible:outline-offset-[-2px]',
            '@4xl:grid-cols-[auto_auto_minmax(0,1fr)_11rem_10.5rem_7.5rem]',
          )}
        >
          <ChevronRight
            aria-hidden
            className={clsx('size-3.5 text-faint transition-transform', open && 'rotate-90')}
          />
          <span className={clsx('flex items-center gap-1', severity.text)}>
            <Icon aria-hidden className="size-4 shrink-0" />
            <span className="sr-only">{severity.label}:</span>
          </span>
          <span className="min-w-0 font-medium text-pretty [overflow-wrap:anywhere]">
            {finding.title}
            {finding.issue !== null && finding.issue.state !== 'open' && (
              <span className="ml-2 whitespace-nowrap font-normal text-faint text-xs">
                {finding.issue.state}
              </span>
            )}
          </span>
          <span className="col-start-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-muted text-xs @4xl:contents">
            <span className="tabular @4xl:text-right">
              {finding.measure ??
                countOf(finding.count, finding.calls === undefined ? FINDING_UNITS[finding.unit] : 'call')}
              {finding.measure === undefined && period !== null && (
                <span className="text-faint"> in {period}</span>
              )}
            </span>
            <span>
              <span className="text-faint">last </span>
              {finding.lastSeen === '' ? 'unknown' : <Moment iso={finding.lastSeen} />}
            </span>
            <span className="@4xl:justify-self-end">
              <Tag>
                <span className="sr-only">Who must act: </span>
                {ACTOR_WORDS[finding.actor]}
              </Tag>
            </span>
          </span>
        </button>
      </h3>
      <div id={id} hidden={!open}>
        {open && (
          <FindingDetail
            finding={finding}
            row={row}
            region={region}
            organization={organization}
            onRow={onRow}
            onWindow={onWindow}
          />
        )}
      </div>
    </article>
  );
}
