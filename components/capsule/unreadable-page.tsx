import Link from 'next/link';
import { FullPageMessage } from '../full-page-message';
import { buttonClass } from '../ui/button';

const TEXTS = {
  changed:
    'What is stored is not what was preserved: its SHA-256 is another one. It is not shown, because it proves nothing.',
  'unknown format': 'It was preserved by another version of Pushscope, in a form that this one cannot read.',
} as const;

/** What stands where a copy is kept that cannot be shown as it was. */
export function UnreadablePage({ why }: { why: keyof typeof TEXTS }) {
  return (
    <FullPageMessage title="This copy cannot be shown" text={TEXTS[why]}>
      <Link href="/" className={buttonClass()}>
        Go to the sources
      </Link>
    </FullPageMessage>
  );
}
