import 'server-only';
import { reportCapsule } from '@/lib/health/capsule/capsule-report';
import { timelineCapsule } from '@/lib/health/capsule/capsule-timeline';
import { formatDays } from '@/lib/health/report/stretch-words';
import { formatMoment } from '@/lib/problems/phrasing';
import { fitting } from './capsule-content';
import { type CapsuleKeeping, type Drafted, refuse, refused, TOO_LARGE } from './capsule-draft';
import { type Asker, issueAccess } from './issue-access';
import { safeContent } from './mask-capsule';
import { noSourceText } from './no-such-source';
import { readHealth } from './read-health';
import { readReport } from './read-report';

/** A stretch of time of a source, and whether ids are masked. */
export interface SourceStretch {
  readonly region: string;
  readonly organization: string;
  readonly source: string;
  readonly from: string;
  readonly to: string;
  readonly mask: boolean;
}

/** Drafts a stretch of a source's timeline, read anew for whoever may see it. */
export async function timelineDraft(
  asked: SourceStretch,
  asker: Asker,
  { now, signal }: CapsuleKeeping,
): Promise<Drafted> {
  const { region, organization, source, from, to } = asked;
  const access = await issueAccess(asker, { region, organization }, signal);
  if (!access.ok) return refused(access);
  const answer = await readHealth({
    access,
    sourceId: source,
    requested: { from, to },
    refresh: false,
    signal,
    onEvent: () => {},
  });
  if (answer.state === 'bad window') return refuse(400, answer.detail);
  if (answer.state === 'no such source') return refuse(404, noSourceText(source, answer.answer));
  const { health } = answer;
  const origin = { region, organization, preservedAt: now };
  const content = fitting(
    (bounds) => timelineCapsule(health, origin, bounds),
    (made) => safeContent(made, asked.mask),
  );
  if (content === null) return TOO_LARGE;
  return {
    ok: true,
    draft: {
      kind: 'timeline',
      place: { region, organization },
      title: 'A stretch of timeline',
      about: `${health.source.name} · ${formatMoment(health.window.from)} to ${formatMoment(health.window.to)}`,
      content,
    },
  };
}

/** Drafts the report of a source, made anew for whoever may see it. */
export async function reportDraft(
  asked: SourceStretch,
  asker: Asker,
  { now, signal }: CapsuleKeeping,
): Promise<Drafted> {
  const { region, organization, source, from, to } = asked;
  const access = await issueAccess(asker, { region, organization }, signal);
  if (!access.ok) return refused(access);
  const answer = await readReport({ access, sourceId: source, requested: { from, to }, signal });
  if (answer.state === 'bad window') return refuse(400, answer.detail);
  if (answer.state === 'no such source') return refuse(404, noSourceText(source, answer.answer));
  const { report } = answer;
  const content = fitting(
    (bounds) => reportCapsule(report, now, bounds),
    (made) => safeContent(made, asked.mask),
  );
  if (content === null) return TOO_LARGE;
  return {
    ok: true,
    draft: {
      kind: 'report',
      place: { region, organization },
      title: 'A report of a source',
      about: `${report.source.name} · ${formatDays(report.window)}`,
      content,
    },
  };
}
