'use client';

import { useMemo } from 'react';
import type { CapsuleEnvelope } from '@/components/capsule/capsule-frame';
import { CapsulePage } from '@/components/capsule/capsule-page';
import { InZone } from '@/components/shown-zone';
import { usePageZone } from '@/components/use-page-zone';
import { ZoneBar } from '@/components/zone-bar';
import type { CapsuleContent } from '@/lib/health/capsule/capsule-content';
import { zonedAnswer } from '@/lib/queries/zoned-answer';

/** What was preserved, its times in the zone of the address: the copy itself is in UTC, and stays as it is. */
export function CapsuleContainer(props: {
  content: CapsuleContent;
  envelope: CapsuleEnvelope;
  origin: string;
}) {
  const { content, envelope, origin } = props;
  const { zone, linked, unknown, setZone } = usePageZone();
  const told = useMemo(() => zonedAnswer(content, zone, content.preservedAt), [content, zone]);
  return (
    <InZone zone={zone}>
      <CapsulePage
        content={told}
        envelope={envelope}
        origin={origin}
        zoneBar={<ZoneBar zone={zone} linked={linked} unknown={unknown} onZone={setZone} />}
      />
    </InZone>
  );
}
