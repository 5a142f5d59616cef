/**
 * Waits until everybody else in this process had a turn. The embedded engine answers within the process, so that a long
 * row of statements would let nobody in, though it is waited for between them. A transaction stays open meanwhile: reads
 * have a connection of their own, and other writes wait for it anyway.
 */
export function letOthersRun(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
