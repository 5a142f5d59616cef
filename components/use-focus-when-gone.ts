import { type RefObject, useEffect, useRef } from 'react';

/**
 * Leads the keyboard to a place once what was pressed has gone from the page, and the focus with it. Call `pressed` when
 * it is pressed; who went elsewhere meanwhile stays there.
 */
export function useFocusWhenGone<Place extends HTMLElement>(): {
  readonly place: RefObject<Place | null>;
  readonly pressed: () => void;
} {
  const place = useRef<Place>(null);
  const held = useRef<Element>(null);
  useEffect(() => {
    if (held.current === null || held.current.isConnected) return;
    held.current = null;
    if (document.activeElement === document.body) place.current?.focus();
  });
  return {
    place,
    pressed: () => {
      held.current = document.activeElement;
    },
  };
}
