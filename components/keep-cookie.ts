/** Keeps a cookie of this browser that is no secret: scripts may read it. `value` has no character that a cookie may not have. */
export function keepCookie(name: string, value: string, seconds: number): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `${name}=${value}; path=/; max-age=${seconds}; samesite=lax`;
}
