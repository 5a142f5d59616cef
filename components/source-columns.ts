/** The columns of the source list from the large size on; below it a row is a card of two lines. */
export const SOURCE_COLUMNS =
  'lg:grid-cols-[9.25rem_minmax(8rem,13rem)_9.5rem_minmax(0,1fr)_16rem_4.5rem_7.5rem]';
