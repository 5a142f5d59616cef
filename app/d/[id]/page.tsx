import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { CapsuleFrame } from '@/components/capsule/capsule-frame';
import { GonePage } from '@/components/capsule/gone-page';
import { UnreadablePage } from '@/components/capsule/unreadable-page';
import { openCapsule } from '@/lib/server/open-capsule';
import { pageOrigin } from '@/lib/server/page-origin';
import { RevokePanel } from './_components/revoke-panel';
import { SavedReport } from './_components/saved-report';

type Params = Promise<{ id: string }>;

const load = cache((id: string) => openCapsule(id, new Date().toISOString()));

const MASKING =
  'Masked: the ids of organizations, sources and items that were recognised in the text. What was not recognised as an id stands as it was pasted. Secrets are removed in any case.';

/** Names the problem. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { id } = await params;
  const opened = await load(id);
  const robots = { index: false, follow: false };
  if (opened?.state === 'open' && opened.content.kind === 'diagnosis') {
    return { title: `${opened.line.title} (saved diagnosis)`, robots };
  }
  return { title: 'Saved diagnosis', robots };
}

/** A diagnosis that was saved: it opens for whoever has the link. */
export default async function SavedDiagnosisRoute({ params }: { params: Params }) {
  const { id } = await params;
  const opened = await load(id);
  if (opened === null) notFound();
  if (opened.state === 'gone') return <GonePage {...opened.gone} />;
  if (opened.state === 'unreadable') return <UnreadablePage why={opened.why} />;
  const { content, line } = opened;
  if (content.kind !== 'diagnosis') notFound();
  const { madeAt, expiresAt, sha256, title, place } = line;
  return (
    <CapsuleFrame
      title={title}
      facts={<span>Diagnosis of a pasted text, by the rules of the day it was saved</span>}
      envelope={{ madeAt, expiresAt, sha256, twin: `/d/${id}.json`, masked: content.masked }}
      masking={MASKING}
      origin={await pageOrigin()}
      demo={false}
    >
      <SavedReport report={content.report} />
      {place === null && <RevokePanel id={id} />}
    </CapsuleFrame>
  );
}
