/**
 * The cookie that says which connection was made or looked at last, as `{region}/{organization}`. It opens nothing;
 * pages write it as one goes from one organization to another, and the front page follows it.
 */
export const LAST_CONNECTION_COOKIE = 'pushscope-last';
