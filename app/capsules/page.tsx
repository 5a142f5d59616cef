import type { Metadata } from 'next';
import { CapsuleListContainer } from './_components/capsule-list-container';

export const metadata: Metadata = { title: 'Preserved' };

/** What was preserved for people without access, and from where it can be revoked. */
export default function CapsulesPage() {
  return (
    <main
      id="main"
      tabIndex={-1}
      className="mx-auto grid max-w-[90rem] grid-cols-[minmax(0,1fr)] content-start gap-3 px-4 py-3 outline-none sm:px-6"
    >
      <header>
        <h1 className="font-semibold text-lg tracking-tight">Preserved</h1>
        <p className="max-w-3xl text-pretty text-muted">
          Copies that open for whoever has their link, from the organizations that you are connected to. Once
          they expire or are revoked, only their title and dates are left.
        </p>
      </header>
      <CapsuleListContainer />
    </main>
  );
}
