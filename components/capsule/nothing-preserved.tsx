import Link from 'next/link';
import { FullPageMessage } from '../full-page-message';
import { buttonClass } from '../ui/button';

/** What stands at an address under which nothing was ever preserved. */
export function NothingPreserved() {
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
