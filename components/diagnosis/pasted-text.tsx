'use client';

import { clsx } from 'clsx';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { DiagnosisReport } from '@/lib/diagnosis/report';
import type { Span } from '@/lib/paste/facts';
import { countOf, formatCount } from '@/lib/problems/phrasing';
import { Panel } from '../ui/panel';
import { ScrollRegion } from '../ui/scroll-region';
import { type Mark, marksOf } from './mark';
import { countLines, isFull, nextOf, type Stretch, stretchesOf } from './stretch';

const NOTHING_OPENED: readonly Span[] = [];

/**
 * The pasted text without its secrets, the characters that decided marked and numbered; of a long text what stands
 * around them. `active` is the number of the diagnosis whose characters stand out; the first of them is scrolled to.
 */
export function PastedText({ report, active }: { report: DiagnosisReport; active: number }) {
  const { text } = report;
  const [opened, setOpened] = useState<{ of: string; spans: readonly Span[] }>({ of: text, spans: [] });
  const spans = opened.of === text ? opened.spans : NOTHING_OPENED;
  const marks = useMemo(() => marksOf(report.diagnoses), [report]);
  const { stretches, full } = useMemo(() => layOut(text, marks, spans), [text, marks, spans]);
  const region = useRef<HTMLDivElement>(null);
  // Marks are new with each report, which is scrolled to its own characters.
  useEffect(() => {
    if (!marks.some(({ numbers }) => numbers.includes(active))) return;
    const box = region.current?.querySelector('section');
    const mark = region.current?.querySelector<HTMLElement>(`mark[data-of~="${active}"]`);
    if (box && mark) box.scrollTo({ top: Math.max(0, mark.offsetTop - 48), left: 0 });
  }, [active, marks]);
  return (
    <Panel
      id="text"
      title="What was pasted, without secrets"
      note={marks.length === 0 ? undefined : 'The marked characters decided'}
    >
      <div ref={region}>
        <ScrollRegion
          label="The pasted text"
          className="relative max-h-[24rem] rounded-t-none border-0 lg:max-h-[32rem]"
        >
          <pre className="whitespace-pre-wrap px-4 py-2.5 text-xs leading-5 [overflow-wrap:anywhere]">
            {stretches.map((stretch) =>
              stretch.shown ? (
                <Shown key={stretch.start} text={text} stretch={stretch} marks={marks} active={active} />
              ) : (
                <Gap
                  key={`gap ${stretch.start}`}
                  text={text}
                  gap={stretch}
                  next={full ? null : nextOf(text, stretch)}
                  onOpen={(span) => setOpened({ of: text, spans: [...spans, span] })}
                />
              ),
            )}
          </pre>
        </ScrollRegion>
      </div>
    </Panel>
  );
}

function layOut(text: string, marks: readonly Mark[], opened: readonly Span[]) {
  const decided = marks.map(({ start, end }): Span => [start, end]);
  const stretches = stretchesOf(text, decided, opened);
  return { stretches, full: isFull(text, stretches) };
}

function Shown(props: { text: string; stretch: Stretch; marks: readonly Mark[]; active: number }) {
  const { text, stretch, marks, active } = props;
  const parts = [];
  let at = stretch.start;
  for (const { start, end, numbers } of marks) {
    const from = Math.max(start, stretch.start);
    const to = Math.min(end, stretch.end);
    if (to <= from) continue;
    if (from > at) parts.push(text.slice(at, from));
    const isActive = numbers.includes(active);
    parts.push(
      <mark
        key={from}
        data-of={numbers.join(' ')}
        data-numbers={numbers.join('·')}
        className={clsx(
          'rounded-xs bg-degraded-soft text-ink underline decoration-degraded underline-offset-4',
          'before:mr-1 before:inline-block before:min-w-4 before:select-none before:text-center before:rounded-full before:px-1 before:leading-4 before:font-sans before:font-semibold before:text-tiny before:content-[attr(data-numbers)]',
          isActive
            ? 'decoration-2 before:bg-degraded before:text-surface'
            : 'decoration-1 decoration-dotted before:border before:border-degraded-line before:text-degraded',
        )}
      >
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  parts.push(text.slice(at, stretch.end));
  return parts;
}

function Gap(props: { text: string; gap: Stretch; next: Span | null; onOpen: (span: Span) => void }) {
  const { text, gap, next, onOpen } = props;
  const lines = countLines(text, gap.start, gap.end);
  const size = lines > 1 ? countOf(lines, 'line') : `${formatCount(gap.end - gap.start)} characters`;
  return (
    <span className="my-1 block border-line border-y border-dashed bg-sunken font-sans">
      {next === null ? (
        <span className="block px-2 py-1 text-faint">… {size}, not shown here …</span>
      ) : (
        <button
          type="button"
          onClick={() => onOpen(next)}
          className="block w-full px-2 py-1 text-left text-muted hover:bg-hover hover:text-ink focus-visible:outline-offset-[-2px]"
        >
          … {size} …<span className="sr-only"> Show more of them</span>
        </button>
      )}
    </span>
  );
}
