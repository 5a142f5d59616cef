/** The columns of the source list from the large size on; below it a row is a card of two lines. */
export const SOURCE_COLUMNS =
  'lg:grid-cols-[9.25rem_minmax(7rem,11rem)_8.75rem_minmax(0,1fr)_13.5rem_4rem_7.25rem]';
