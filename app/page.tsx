import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { FullPageMessage } from '@/components/full-page-message';
import { frontDoor } from '@/lib/server/front-door';

const EXAMPLE = `POST /api/connections
Content-Type: application/json

{"region": "eu", "organization": "mycoveoorg", "token": "…"}`;

/** The front door: the only or last connection, else the demo organization, else how to connect. */
export default async function FrontPage() {
  const door = await frontDoor((await cookies()).getAll());
  if (door) redirect(`/o/${door.region}/${door.organization}`);
  return (
    <FullPageMessage
      title="Not connected yet"
      text="The sandbox is switched off here, and this browser has no connection to an organization. Send region, organization and access token from this browser, so that its cookie is kept here; the token is checked against Coveo and stays in an encrypted cookie. Then open this page again."
    >
      <pre className="overflow-x-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs">
        {EXAMPLE}
      </pre>
    </FullPageMessage>
  );
}
