/** The columns of the source list from the large size on; below it a row is a card of two lines. */
export const SOURCE_COLUMNS =
  'lg:grid-cols-[8.5rem_minmax(7rem,9.5rem)_8.25rem_minmax(0,1fr)_13.25rem_3.75rem_4.5rem]';
