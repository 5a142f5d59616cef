'use client';

import { parseAsString, useQueryState } from 'nuqs';
import { useEffect, useEffectEvent } from 'react';
import { knownProblem } from '@/components/catalogue/known-problem';
import { textInFragment } from '@/components/diagnosis/text-link';
import { leftPaste } from './left-paste';

/**
 * Takes the text that the address brings: `#d=` carries one, `?example=` names a problem of the catalogue whose example
 * it is; where it brings none, the text that was on the page when it was left is there again. Returns what changes the
 * example, null for none: a text that came otherwise takes the linked one out of the address.
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
    if (linked.state === 'broken') {
      say('The text in this link cannot be read: it may have been cut on its way.');
    }
    return linked.state;
  });
  const takeFirst = useEffectEvent(async () => {
    const linked = await takeLinked();
    const text = leftPaste();
    if (linked === 'none' && example === null && text !== null) take(text);
  });
  useEffect(() => {
    if (example !== null) takeExample(example);
  }, [example]);
  useEffect(() => {
    void takeFirst();
    const onChange = () => {
      // Next does not know this entry of the history until it is told, and could not come back to it.
      window.history.replaceState(window.history.state, '', window.location.href);
      void takeLinked();
    };
    window.addEventListener('hashchange', onChange);
    return () => window.removeEventListener('hashchange', onChange);
  }, []);
  return (id) => {
    dropFragment();
    if (id !== example) void setExample(id);
  };
}

/** A linked text that is no longer on the page would come back on reload, and be what is shared from the address bar. */
function dropFragment(): void {
  const { hash, pathname, search } = window.location;
  if (hash === '') return;
  window.history.replaceState(window.history.state, '', `${pathname}${search}`);
}
