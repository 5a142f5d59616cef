import { Button } from '../ui/button';
import type { Example } from './examples';

/** Texts to try, a button each. */
export function ExampleList({
  examples,
  onTry,
}: {
  examples: readonly Example[];
  onTry: (example: Example) => void;
}) {
  return (
    <div className="flex min-h-7 flex-wrap items-center gap-x-1 gap-y-1">
      <span id="examples" className="mr-1 text-muted text-xs">
        Try an example:
      </span>
      <ul aria-labelledby="examples" className="contents">
        {examples.map((example) => (
          <li key={example.label}>
            <Button
              kind="quiet"
              className="underline decoration-current/30 underline-offset-4"
              onClick={() => onTry(example)}
            >
              {example.label}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
