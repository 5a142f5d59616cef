import type { ReactNode } from 'react';
import { CodeBlock } from '../code-block';
import { Panel } from '../ui/panel';

/** One request, as it will be sent. */
export interface ShownRequest {
  readonly title: string;
  readonly curl: string;
}

/** One thing that can be done: what it does, to what, what cannot be undone, and the exact requests, before its button. */
export function ActCard(props: {
  id: string;
  title: string;
  note?: ReactNode;
  does: ReactNode;
  to: ReactNode;
  undo: ReactNode;
  requests: readonly ShownRequest[];
  children: ReactNode;
}) {
  const { id, title, note, does, to, undo, requests, children } = props;
  return (
    <Panel id={id} title={title} note={note}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 px-4 py-3">
        <dl className="grid gap-x-3 gap-y-1 sm:grid-cols-[7.5rem_minmax(0,1fr)]">
          <Term name="What it does">{does}</Term>
          <Term name="To what">{to}</Term>
          <Term name="Undoing it">{undo}</Term>
        </dl>
        {requests.map(({ title: name, curl }) => (
          <CodeBlock key={name} title={name} text={curl} wrap />
        ))}
        {children}
      </div>
    </Panel>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint text-xs leading-5">{name}</dt>
      <dd className="max-w-prose text-pretty [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}
