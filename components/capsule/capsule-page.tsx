import type { ReactNode } from 'react';
import type { CapsuleContent } from '@/lib/health/capsule/capsule-content';
import { formatDays } from '@/lib/health/report/stretch-words';
import { formatCount } from '@/lib/problems/phrasing';
import { Moment } from '../moment';
import { Tag } from '../ui/tag';
import { type CapsuleEnvelope, CapsuleFrame } from './capsule-frame';
import { IssueCapsuleBody } from './issue-capsule';
import { ReportCapsuleBody } from './report-capsule';
import { TimelineCapsuleBody } from './timeline-capsule';

const MASKING =
  'Masked: the ids of organization, sources and items, also inside of other ids and addresses; other addresses; the names of people. Names of sources stay. An id of fewer than four characters, or of digits alone, is masked only where it stands by itself. Secrets are removed in any case.';

/** An issue, a stretch of timeline or a report as it was preserved. */
export function CapsulePage(props: {
  content: CapsuleContent;
  envelope: CapsuleEnvelope;
  origin: string;
  /** What chooses the zone of its times. */
  zoneBar?: ReactNode;
}) {
  const { content, envelope, origin, zoneBar } = props;
  const { source, region, organization } = content;
  return (
    <CapsuleFrame
      title={titleOf(content)}
      facts={
        <>
          {content.kind === 'issue' ? (
            <>
              <Tag>{content.state}</Tag>
              <span className="tabular">
                {formatCount(content.count)} seen, <Moment iso={content.firstSeen} /> to{' '}
                <Moment iso={content.lastSeen} />
              </span>
            </>
          ) : (
            <span>
              <Moment iso={content.window.from} /> to <Moment iso={content.window.to} />, as of{' '}
              <Moment iso={content.asOf} />
            </span>
          )}
          <span>
            {source.name} <code>{source.id}</code>
          </span>
          <span>
            <code>{organization}</code> in {region}
          </span>
          {zoneBar}
        </>
      }
      envelope={envelope}
      masking={MASKING}
      origin={origin}
      demo={region === 'sandbox'}
    >
      {content.kind === 'issue' && <IssueCapsuleBody issue={content} />}
      {content.kind === 'timeline' && <TimelineCapsuleBody capsule={content} />}
      {content.kind === 'report' && <ReportCapsuleBody report={content} origin={origin} />}
    </CapsuleFrame>
  );
}

function titleOf(content: CapsuleContent): string {
  if (content.kind === 'issue') return content.title;
  if (content.kind === 'timeline') return `Timeline of ${content.source.name}`;
  return `Report of ${content.source.name}, ${formatDays(content.window)}`;
}
