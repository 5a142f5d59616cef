import { CodeText } from '../code-text';

/** What to do, in order. */
export function FixSteps({ steps }: { steps: readonly string[] }) {
  return (
    <ol className="grid list-decimal gap-1.5 pl-5 marker:text-faint">
      {steps.map((step) => (
        <li key={step} className="pl-0.5">
          <CodeText text={step} />
        </li>
      ))}
    </ol>
  );
}
