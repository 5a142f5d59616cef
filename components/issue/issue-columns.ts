/** The columns of a list of issues from the large size on; below it a row is a card. */
export const ISSUE_COLUMNS = 'lg:grid-cols-[auto_minmax(0,1fr)_9rem_7rem_6rem_8.5rem_8.5rem_8.5rem]';
