import type { Metadata } from 'next';
import Link from 'next/link';
import { FullPageMessage } from '@/components/full-page-message';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'No such page' };

/** What stands where nothing is. */
export default function NotFound() {
  return (
    <FullPageMessage
      title="There is no such page"
      text="The address names no page of Pushscope. A link to a source looks like /o/{region}/{organization}/s/{source}."
    >
      <Link href="/" className={buttonClass('primary')}>
        Go to the sources
      </Link>
    </FullPageMessage>
  );
}
