'use client';

import {
  CirclePlus,
  FlaskConical,
  History,
  type LucideIcon,
  MessageSquare,
  TriangleAlert,
  Wrench,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { IssueReport } from '@/lib/health/issue/issue-report';
import { countOf } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { useZonedText } from '../shown-zone';
import { Panel } from '../ui/panel';
import { MOVE_WORDS } from './move-words';
import { VERIFICATION_WORDS } from './verification-words';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  opened: CirclePlus,
  regressed: TriangleAlert,
  note: MessageSquare,
  action: Wrench,
  acknowledged: MOVE_WORDS.acknowledged.icon,
  resolved: MOVE_WORDS.resolved.icon,
  ignored: MOVE_WORDS.ignored.icon,
  reopened: MOVE_WORDS.reopened.icon,
  'verification-begun': FlaskConical,
  'verification-passed': VERIFICATION_WORDS.passed.icon,
  'verification-failed': VERIFICATION_WORDS.failed.icon,
  'verification-given-up': VERIFICATION_WORDS['given up'].icon,
};

/** What happened to an issue, oldest first, with who and when; the form for notes goes below. */
export function HistoryPanel({
  history,
  revision,
  children,
}: {
  history: IssueReport['history'];
  /** How many changes there are in all. */
  revision: number;
  children: ReactNode;
}) {
  const left = revision - history.length;
  return (
    <Panel
      id="history"
      title="History"
      note={left > 0 ? `${countOf(left, 'earlier change')} kept, not shown` : undefined}
    >
      <ol className="grid gap-3 px-4 py-3">
        {history.map(({ revision, at, who, kind, text }) => {
          const Icon = ICONS[kind] ?? History;
          return (
            <li key={revision} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
              <Icon
                aria-hidden
                className={`mt-0.5 size-4 ${kind === 'regressed' ? 'text-failing' : 'text-faint'}`}
              />
              <div className="min-w-0">
                <p className="text-faint text-xs leading-5">
                  <span className="font-medium text-ink">{who}</span> · <Moment iso={at} />
                </p>
                <p
                  className={
                    kind === 'note'
                      ? 'mt-1 whitespace-pre-wrap rounded-md border border-line bg-sunken px-2.5 py-1.5 [overflow-wrap:anywhere]'
                      : 'text-pretty [overflow-wrap:anywhere]'
                  }
                >
                  <ChangeText kind={kind} text={text} at={at} />
                </p>
              </div>
            </li>
          );
        })}
      </ol>
      {children}
    </Panel>
  );
}

/** What happened; what somebody wrote stays as it was written, and our own sentences are told in the zone of the page. */
function ChangeText({ kind, text, at }: { kind: string; text: string; at: string }) {
  const zoned = useZonedText(at);
  return kind === 'note' ? text : zoned(text);
}
