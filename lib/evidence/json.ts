/** Any JSON value. Domain values are plain JSON: no Date, Map or class. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
