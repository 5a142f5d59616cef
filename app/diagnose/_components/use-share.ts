'use client';

import { useEffect, useState } from 'react';
import { linkTo, type TextLink } from '@/components/diagnosis/text-link';
import { replyText, reportMarkdown } from '@/lib/diagnosis/markdown';
import { namedIdentifiers } from '@/lib/diagnosis/named-identifiers';
import type { DiagnosisReport } from '@/lib/diagnosis/report';
import { maskIdentifiers } from '@/lib/redaction/mask';

/** What can be copied of a report, its ids masked on demand. The link is made ahead: copying must not wait. */
export function useShare(report: DiagnosisReport | null): {
  readonly reply: () => string;
  readonly markdown: () => string;
  readonly link: TextLink | null;
  readonly masked: boolean;
  readonly maskable: boolean;
  readonly mask: (masked: boolean) => void;
} {
  const [masked, mask] = useState(false);
  const [made, setMade] = useState<{ of: DiagnosisReport; masked: boolean; link: TextLink } | null>(null);
  const maskable =
    report?.facts.some(({ name }) => name === 'organization' || name === 'source' || name === 'item') ??
    false;
  const shared = (text: string) => (masked && report !== null ? maskedText(text, report) : text);
  useEffect(() => {
    if (report === null) return;
    let wanted = true;
    const text = masked ? maskedText(report.text, report) : report.text;
    linkTo(`${window.location.origin}/diagnose`, text).then((link) => {
      if (wanted) setMade({ of: report, masked, link });
    });
    return () => {
      wanted = false;
    };
  }, [report, masked]);
  return {
    reply: () => (report === null ? '' : shared(replyText(report))),
    markdown: () => (report === null ? '' : shared(reportMarkdown(report))),
    link: made !== null && made.of === report && made.masked === masked ? made.link : null,
    masked,
    maskable,
    mask,
  };
}

function maskedText(text: string, report: DiagnosisReport): string {
  return maskIdentifiers(text, namedIdentifiers(report));
}
