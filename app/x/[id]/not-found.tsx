import type { Metadata } from 'next';
import Link from 'next/link';
import { FullPageMessage } from '@/components/full-page-message';
import { buttonClass } from '@/components/ui/button';

export const metadata: Metadata = { title: 'Nothing preserved here' };

/** What stands at an address under which nothing was ever preserved. */
export default function NoCapsule() {
  return (
    <FullPageMessage
      title="Nothing was preserved at this address"
      text="No copy ever had this link. Check that it is whole: what follows the last slash has 26 letters and digits."
    >
      <Link href="/" className={buttonClass('primary')}>
        Go to the sources
      </Link>
    </FullPageMessage>
  );
}
