'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useEffectEvent } from 'react';
import { knownProblem } from '@/components/catalogue/known-problem';
import { textInFragment } from '@/components/diagnosis/text-link';

/**
 * Takes the text that the address brings: `#d=` carries one, `?example=` names a problem of the catalogue whose example
 * it is. Returns what changes the example; null for none.
 */
export function useAddress(
  take: (text: string) => void,
  say: (notice: string) => void,
): (example: string | null) => void {
  const [example, setExample] = useQueryState('example', parseAsString);
  const takeExample = useEffectEvent((id: string) => {
    const text = knownProblem(id)?.example;
    if (typeof text === 'string') take(text);
    else say('The address asks for an example that there is not.');
  });
  const takeLinked = useEffectEvent(async () => {
    const linked = await textInFragment(window.location.hash);
    if (linked.state === 'read') take(linked.text);
    if (linked.state === 'broken')
      say('The text in this link cannot be read: it may have been cut on its way.');
  });
  useEffect(() => {
    if (example !== null) takeExample(example);
  }, [example]);
  useEffect(() => {
    void takeLinked();
    const onChange = () => void takeLinked();
    window.addEventListener('hashchange', onChange);
    return () => window.removeEventListener('hashchange', onChange);
  }, []);
  return (id) => {
    if (id !== example) void setExample(id);
  };
}
