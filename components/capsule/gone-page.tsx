import Link from 'next/link';
import { FullPageMessage } from '../full-page-message';
import { Moment } from '../moment';
import { buttonClass } from '../ui/button';

/** What stands where something was preserved once: its title and its dates, no more. */
export function GonePage(props: {
  why: 'expired' | 'revoked';
  title: string;
  madeAt: string;
  goneAt: string;
}) {
  const { why, title, madeAt, goneAt } = props;
  return (
    <FullPageMessage
      title={why === 'expired' ? 'This copy has expired' : 'This copy was revoked'}
      text={
        <>
          “{title}”, preserved <Moment iso={madeAt} />, {why} <Moment iso={goneAt} />. Its content is no
          longer kept. Ask whoever gave you the link.
        </>
      }
    >
      <Link href="/problems" className={buttonClass()}>
        Look up the problem
      </Link>
    </FullPageMessage>
  );
}
