'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Diagnosis, DiagnosisReport } from '@/lib/diagnosis/report';
import { countOf } from '@/lib/problems/phrasing';
import { ACTOR_WORDS } from '../finding-words';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { Tag } from '../ui/tag';
import { ConfidenceTag } from './confidence-tag';
import { DiagnosisDetail } from './diagnosis-detail';
import { exchangeTitle } from './exchange-words';
import { NumberBadge } from './number-badge';

const SHOWN_AT_FIRST = 12;

/** The diagnoses after the first, by their titles, grouped by exchange; `open` is the number of the one that is open. */
export function DiagnosisList(props: {
  report: DiagnosisReport;
  open: number | null;
  onOpen: (number: number | null) => void;
  onPasteAnswer: () => void;
}) {
  const { report, open, onOpen, onPasteAnswer } = props;
  const [all, setAll] = useState(false);
  const further = report.diagnoses.slice(1).map((diagnosis, index) => ({ diagnosis, number: index + 2 }));
  if (further.length === 0) return null;
  const shown = all ? further : further.slice(0, SHOWN_AT_FIRST);
  const exchanges = [...new Set(shown.map(({ diagnosis }) => diagnosis.exchange))];
  return (
    <Panel id="further" title="Further diagnoses" note={countOf(further.length, 'more', 'more')}>
      {exchanges.map((exchange) => {
        const title = exchangeTitle(report, exchange);
        return (
          <section key={exchange} aria-label={title ?? 'Further diagnoses'}>
            {title !== null && (
              <h3 className="border-line border-b bg-sunken px-4 py-1 text-muted text-xs [overflow-wrap:anywhere]">
                {title}
              </h3>
            )}
            <ul className="divide-y divide-line border-line border-b last:border-b-0">
              {shown
                .filter(({ diagnosis }) => diagnosis.exchange === exchange)
                .map(({ diagnosis, number }) => (
                  <FurtherDiagnosis
                    key={number}
                    diagnosis={diagnosis}
                    number={number}
                    open={number === open}
                    onToggle={() => onOpen(number === open ? null : number)}
                    onPasteAnswer={onPasteAnswer}
                  />
                ))}
            </ul>
          </section>
        );
      })}
      {shown.length < further.length && (
        <div className="border-line border-t px-4 py-1.5">
          <Button kind="quiet" onClick={() => setAll(true)}>
            Show {further.length - shown.length} more
          </Button>
        </div>
      )}
    </Panel>
  );
}

function FurtherDiagnosis(props: {
  diagnosis: Diagnosis;
  number: number;
  open: boolean;
  onToggle: () => void;
  onPasteAnswer: () => void;
}) {
  const { diagnosis, number, open, onToggle, onPasteAnswer } = props;
  const id = useId();
  const toggle = useRef<HTMLButtonElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open || event.defaultPrevented) return;
    event.preventDefault();
    toggle.current?.focus();
    onToggle();
  };
  return (
    <li onKeyDown={onKeyDown}>
      <h4>
        <button
          ref={toggle}
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={onToggle}
          className="flex w-full flex-wrap items-center gap-x-2.5 gap-y-1 px-4 py-2 text-left hover:bg-hover focus-visible:outline-offset-[-2px]"
        >
          <ChevronRight
            aria-hidden
            className={clsx('size-3.5 shrink-0 text-faint transition-transform', open && 'rotate-90')}
          />
          <NumberBadge number={number} active={open} />
          <span className="min-w-0 flex-1 basis-40 font-medium">{diagnosis.title}</span>
          <span className="flex items-center gap-2">
            <ConfidenceTag confidence={diagnosis.confidence} />
            <Tag>
              <span className="sr-only">Who must act: </span>
              {ACTOR_WORDS[diagnosis.owner]}
            </Tag>
          </span>
        </button>
      </h4>
      <div id={id} hidden={!open}>
        {open && (
          <div className="border-line border-t bg-ground/60 px-4 py-4">
            <DiagnosisDetail number={number} diagnosis={diagnosis} onPasteAnswer={onPasteAnswer} />
          </div>
        )}
      </div>
    </li>
  );
}
