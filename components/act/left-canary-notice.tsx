import { Bird } from 'lucide-react';
import Link from 'next/link';
import { actLink } from '@/lib/health/act/remedy';
import type { SourceAction } from '@/lib/health/act/source-action';
import { buttonClass } from '../ui/button';

/**
 * Says that a canary may still be in a source although nobody is at it, what happens next, and where it is removed.
 * `failure`: why it could not be taken up again.
 */
export function LeftCanaryNotice(props: {
  place: { readonly region: string; readonly organization: string; readonly source: string };
  action: SourceAction;
  writing: boolean;
  failure: string | null;
}) {
  const { place, action, writing, failure } = props;
  return (
    <section
      aria-label="A canary was left"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-failing-line bg-failing-soft px-4 py-3"
    >
      <Bird aria-hidden className="size-5 shrink-0 text-failing" />
      <p role="status" className="min-w-0 flex-1 basis-60 text-pretty [overflow-wrap:anywhere]">
        <strong className="font-semibold text-failing">A canary was left in this source.</strong>{' '}
        {textOf(action, writing, failure)}
      </p>
      <Link href={actLink(place, { card: 'canary' })} className={buttonClass()}>
        {action.running ? 'Follow it' : 'Act removes it'}
      </Link>
    </section>
  );
}

function textOf({ running, detail }: SourceAction, writing: boolean, failure: string | null): string {
  if (running) return 'It was taken up again: it is looked for and deleted.';
  const { canary } = detail;
  const item = canary === null ? 'Its item' : `The item ${canary.uri}`;
  if (canary === null || canary.state === 'left') {
    return `${item} may still be in the index. ${canary?.end?.text ?? ''}`.trim();
  }
  const left = `${item} may still be in the index: Pushscope was stopped before it was seen to be gone.`;
  if (!writing) return `${left} Switch writing on under Act: it is then looked for and deleted by itself.`;
  return failure === null
    ? `${left} It is being taken up again.`
    : `${left} It could not be taken up just now, and is tried again: ${failure}`;
}
