/** A sentence whose parts in backticks are code. */
export function CodeText({ text }: { text: string }) {
  let at = 0;
  return text.split('`').map((part, index) => {
    const key = at;
    at += part.length + 1;
    if (index % 2 === 0) return part;
    return (
      <code key={key} className="rounded bg-sunken px-1 py-px text-[0.92em] [overflow-wrap:anywhere]">
        {part}
      </code>
    );
  });
}
