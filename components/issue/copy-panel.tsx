'use client';

import { FileText, Link2, MessageSquareReply, Terminal, UserRound } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Panel } from '../ui/panel';
import { CopyChoice } from './copy-choice';
import { ZoneSelect } from './zone-select';

/** What can be copied of an issue, each made at the moment of copying. */
export interface IssueTexts {
  readonly link: () => string;
  readonly internal: () => string;
  readonly customer: () => string;
  readonly reply: () => string;
  readonly curl: () => string;
}

/** Ways to hand an issue on. `zone` is that of whoever reads the customer's versions. */
export function CopyPanel(props: {
  texts: IssueTexts;
  zone: string;
  onZone: (zone: string) => void;
  /** What preserves the issue for people without access. */
  preserve?: ReactNode;
}) {
  const { texts, zone, onZone, preserve } = props;
  return (
    <Panel id="copy" title="Hand it on">
      <div className="grid gap-3 px-4 py-3">
        <div className="grid gap-1.5">
          <CopyChoice label="Permanent link" icon={Link2} shortcut="c" text={texts.link} />
          <CopyChoice label="Markdown, internal" icon={FileText} shortcut="C" text={texts.internal} />
          <CopyChoice label="cURL of the query" icon={Terminal} shortcut="u" text={texts.curl} />
        </div>
        <section aria-labelledby="customer-title" className="grid gap-1.5">
          <h3 id="customer-title" className="font-medium text-faint text-xs">
            For the customer: no internal links, no history
          </h3>
          <CopyChoice label="Markdown for a reply" icon={UserRound} shortcut="M" text={texts.customer} />
          <CopyChoice label="Two lines" icon={MessageSquareReply} shortcut="y" text={texts.reply} />
          <ZoneSelect label="Their time zone" zone={zone} onZone={onZone} />
        </section>
        {preserve}
        {preserve !== undefined && (
          <Link href="/capsules" className="text-accent text-xs underline underline-offset-4">
            What was preserved
          </Link>
        )}
      </div>
    </Panel>
  );
}
