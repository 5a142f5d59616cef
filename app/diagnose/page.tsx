import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { connectedOrganizations } from '@/lib/server/connected-organizations';
import { DiagnoseContainer } from './_components/diagnose-container';

export const metadata: Metadata = { title: 'Diagnose' };

/** A box for whatever a customer sent, and what it shows. All of it happens in the browser. */
export default async function DiagnosePage() {
  const owners = await connectedOrganizations((await cookies()).getAll());
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid max-w-[90rem] grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 py-3 outline-none sm:px-6"
    >
      <header>
        <h1 className="font-semibold text-lg tracking-tight">Diagnose</h1>
        <p className="max-w-3xl text-pretty text-muted">
          Paste what a customer sent, and read what it is, why, what to do and who must do it.
        </p>
      </header>
      <DiagnoseContainer owners={owners} />
    </main>
  );
}
