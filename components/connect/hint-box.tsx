'use client';

import { useEffect, useId, useState } from 'react';
import type { ConnectionHint } from '@/lib/paste/connection-hint';

/**
 * The box for anything that tells how an organization is reached. What is pasted never stands in it with a secret: it is
 * read first (`onText`), and `value` is what is left.
 */
export function HintBox(props: {
  value: string;
  hint: ConnectionHint | null;
  onText: (text: string) => void;
}) {
  const { value, hint, onText } = props;
  const id = useId();
  // Before the page's scripts run, a token would stand in it in clear.
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return (
    <div className="grid gap-1 text-xs">
      <label htmlFor={id} className="font-medium">
        Paste what you have
      </label>
      <textarea
        id={id}
        value={value}
        readOnly={!ready}
        aria-describedby={`${id}-read`}
        placeholder="An address of the console, a source id, a cURL command, a link of Pushscope …"
        onChange={(event) => onText(event.target.value)}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text');
          if (pasted === '') return;
          // Put in by the browser, a token would stand in clear until it is read, and come back by undo.
          event.preventDefault();
          const { selectionStart, selectionEnd } = event.currentTarget;
          onText(`${value.slice(0, selectionStart)}${pasted}${value.slice(selectionEnd)}`);
        }}
        onDrop={(event) => {
          event.preventDefault();
          onText(event.dataTransfer.getData('text'));
        }}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        rows={3}
        className="min-h-16 w-full resize-y rounded-md border border-line-strong bg-surface px-2 py-1.5 font-mono text-xs leading-5 placeholder:font-sans placeholder:text-faint max-sm:text-base"
      />
      <div id={`${id}-read`} role="status" className="grid gap-1">
        {hint !== null && <p className="text-muted [overflow-wrap:anywhere]">{readText(hint)}</p>}
        {hint?.doubts.map((doubt) => (
          <p key={doubt} className="text-degraded text-pretty [overflow-wrap:anywhere]">
            {doubt}
          </p>
        ))}
      </div>
    </div>
  );
}

function readText({ region, organization, source, token }: ConnectionHint): string {
  const read = [
    region === null ? null : `region ${region}`,
    organization === null ? null : `organization ${organization}`,
    source === null ? null : `source ${source}`,
    token === null ? null : 'a token, put into its field and not shown',
  ].filter((part) => part !== null);
  if (read.length === 0) return 'Nothing in it tells region, organization or token.';
  const missing = region === null && organization !== null ? ' It does not tell the region: choose it.' : '';
  return `Read: ${read.join(', ')}.${missing}`;
}
