import { redirect } from 'next/navigation';

/** The front door: the demo organization. */
export default function FrontPage() {
  redirect('/o/sandbox/sandbox-demo');
}
