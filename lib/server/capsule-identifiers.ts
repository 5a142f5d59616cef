import 'server-only';
import type { CapsuleContent, CapsuleFinding } from '@/lib/health/capsule/capsule-content';

/** What a capsule's content names, each in the order in which it appears. */
export interface CapsuleIdentifiers {
  readonly organization: string;
  readonly sources: readonly string[];
  readonly items: readonly string[];
  /** Who did what the activities show. */
  readonly people: readonly string[];
}

/** The ids that stand in a content: its own, those of its rows and items, and sources of the same organization. */
export function identifiersIn(content: CapsuleContent): CapsuleIdentifiers {
  const findings = findingsOf(content);
  const verification = content.kind === 'issue' ? content.verification : null;
  const rows = [...findings.flatMap(({ evidence }) => evidence), ...(verification?.proof ?? [])];
  const calls = findings.flatMap((finding) => finding.calls);
  return {
    organization: content.organization,
    sources: unique([
      content.source.id,
      ...rows.flatMap(({ sourceId }) => sourceId ?? []),
      ...sourcesNamed(JSON.stringify(content), content.organization),
    ]),
    items: unique([
      ...findings.flatMap(({ items }) => items.sample),
      ...rows.flatMap(({ item }) => item ?? []),
      ...(verification?.followed ?? []).map(({ name }) => name),
      ...calls.flatMap(({ documentId, fileId }) => [documentId ?? '', fileId ?? '']),
    ]),
    people: unique(activitiesOf(content).flatMap(({ by }) => by ?? [])),
  };
}

function activitiesOf(content: CapsuleContent): readonly { readonly by: string | null }[] {
  if (content.kind === 'timeline') return content.timeline.lanes.activities;
  return content.kind === 'report' ? content.activities : [];
}

function findingsOf(content: CapsuleContent): readonly CapsuleFinding[] {
  if (content.kind === 'timeline') return content.findings;
  if (content.kind === 'report') return [];
  return [content.opened, content.newest].flatMap((sighting) =>
    sighting === null ? [] : [sighting.finding],
  );
}

/** A source id ends with the organization's (Push API: `{26 characters}-{organization}`). */
function sourcesNamed(text: string, organization: string): string[] {
  const escaped = organization.replace(/[^a-z0-9]/gi, String.raw`\$&`);
  return text.match(new RegExp(String.raw`\b[a-z0-9]{8,40}-${escaped}\b`, 'gi')) ?? [];
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id) => id !== ''))];
}
