import { ClipboardPaste } from 'lucide-react';
import type { Diagnosis } from '@/lib/diagnosis/report';
import { CodeBlock } from '../code-block';
import { CodeText } from '../code-text';
import { Button } from '../ui/button';

/** The request that decides where the text alone cannot tell; its answer goes into the same box. */
export function DecidingStep(props: {
  decidedBy: NonNullable<Diagnosis['decidedBy']>;
  /** Number of the diagnosis that it decides. */
  number: number;
  onPasteAnswer: () => void;
}) {
  const { decidedBy, number, onPasteAnswer } = props;
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-md border border-accent/30 bg-accent-soft/60 px-3 py-2.5">
      <h3 className="font-semibold text-ui">The text alone cannot tell: ask Coveo</h3>
      <p className="max-w-prose text-pretty">
        <CodeText text={decidedBy.tells} />
      </p>
      <CodeBlock title={`Request that decides diagnosis ${number}, as cURL`} text={decidedBy.curl} />
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-muted">
        <Button onClick={onPasteAnswer}>
          <ClipboardPaste aria-hidden className="size-3.5" />
          Paste its answer here
        </Button>
        <span className="text-xs">The box reads it in turn.</span>
      </p>
    </section>
  );
}
