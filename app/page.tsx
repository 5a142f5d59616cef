import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { frontDoor } from '@/lib/server/front-door';

/** The front door: the only or last connection, else the demo organization, else the page to connect on. */
export default async function FrontPage() {
  const door = await frontDoor((await cookies()).getAll());
  redirect(door === null ? '/connect' : `/o/${door.region}/${door.organization}`);
}
