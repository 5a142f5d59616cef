/** The largest paste that is looked at, in bytes; what is larger is refused, never cut. */
export const MAX_PASTE_BYTES = 10 * 1024 * 1024;
