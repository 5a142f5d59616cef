import type { Metadata } from 'next';
import { NothingPreserved } from '@/components/capsule/nothing-preserved';

export const metadata: Metadata = { title: 'Nothing preserved here' };

/** What stands at an address under which nothing was ever preserved. */
export default function NoCapsule() {
  return <NothingPreserved />;
}
