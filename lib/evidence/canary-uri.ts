/** The beginning of every canary’s URI: a scheme of its own, below which nothing else is pushed. */
export const CANARY_URI = 'pushscope://canary/';

/** Whether an item is a canary of Pushscope’s own, and so no push of the customer’s job. */
export function isCanary(item: string | null): boolean {
  return item?.startsWith(CANARY_URI) ?? false;
}
