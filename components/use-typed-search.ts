'use client';

import { createSerializer, parseAsString, useQueryState } from 'nuqs';
import { useEffect, useRef } from 'react';

const KEY = 'q';
const withSearch = createSerializer({ [KEY]: parseAsString });

/**
 * What is searched for in a list, as `?q=` in the address, and what changes it; '' for nothing. The address follows
 * the typing up to 150 ms later, and Next gives up a navigation that is under way when it is written. So a link that is
 * pressed before has it written at once, without Next being told, and what waits is not written any more.
 */
export function useTypedSearch(): readonly [search: string, type: (text: string) => void] {
  const [search, setSearch] = useQueryState(KEY, parseAsString.withDefault(''));
  const leaving = useRef(false);
  useEffect(() => {
    const onPress = ({ target }: MouseEvent) => {
      if (!(target instanceof Element) || target.closest('a[href]') === null) return;
      if ((new URLSearchParams(window.location.search).get(KEY) ?? '') === search) return;
      leaving.current = true;
      const address = withSearch(window.location.href, { [KEY]: search === '' ? null : search });
      // With the state of Next's own entry: Next takes it for its own write.
      window.history.replaceState(window.history.state, '', address);
    };
    document.addEventListener('click', onPress, { capture: true });
    return () => document.removeEventListener('click', onPress, { capture: true });
  }, [search]);
  const type = (text: string) => {
    leaving.current = false;
    const unlessLeaving = (write: () => void) => {
      if (!leaving.current) write();
    };
    void setSearch(text === '' ? null : text, { startTransition: unlessLeaving });
  };
  return [search, type];
}
