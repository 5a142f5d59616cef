import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { GonePage } from '@/components/capsule/gone-page';
import { UnreadablePage } from '@/components/capsule/unreadable-page';
import { openCapsule } from '@/lib/server/open-capsule';
import { pageOrigin } from '@/lib/server/page-origin';
import { CapsuleContainer } from './_components/capsule-container';

type Params = Promise<{ id: string }>;

const load = cache((id: string) => openCapsule(id, new Date().toISOString()));

/** Names the problem, never the customer. */
export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { id } = await params;
  const opened = await load(id);
  const robots = { index: false, follow: false };
  if (opened?.state === 'open' && opened.content.kind !== 'diagnosis') {
    return { title: `${opened.line.title} (preserved copy)`, robots };
  }
  return { title: 'Preserved copy', robots };
}

/** An issue, a stretch of timeline or a report that was preserved: it opens for whoever has the link, and asks nobody. */
export default async function CapsuleRoute({ params }: { params: Params }) {
  const { id } = await params;
  const opened = await load(id);
  if (opened === null) notFound();
  if (opened.state === 'gone') return <GonePage {...opened.gone} />;
  if (opened.state === 'unreadable') return <UnreadablePage why={opened.why} />;
  const { content, line } = opened;
  if (content.kind === 'diagnosis') notFound();
  const { madeAt, expiresAt, sha256 } = line;
  const envelope = { madeAt, expiresAt, sha256, twin: `/x/${id}.json`, masked: content.masked };
  const origin = await pageOrigin();
  return <CapsuleContainer content={content} envelope={envelope} origin={origin} />;
}
