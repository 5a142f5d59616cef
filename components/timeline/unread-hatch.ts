/** The look of a stretch that was not read, or not whole. */
export const UNREAD_HATCH =
  'bg-[repeating-linear-gradient(45deg,transparent_0_5px,color-mix(in_oklab,var(--ink-faint)_22%,transparent)_5px_7px)]';
