let left: string | null = null;

/** The text without its secrets that was on the page when it was left within this tab; null when there was none. */
export function leftPaste(): string | null {
  return left;
}

/**
 * Keeps a text without secrets for whoever comes back to the page, from a problem's page for instance; null forgets it.
 * It is held in the tab's memory only: loading the page anew starts without it.
 */
export function keepPaste(text: string | null): void {
  left = text;
}
