/** A text to read, in a worker: `id` tells its answer from others. */
export interface ReaderJob<I> {
  readonly id: number;
  readonly input: I;
}

/** What a worker that reads says: that it has started, and what it made of a job. */
export type ReaderAnswer<O> =
  | { readonly state: 'started' }
  | { readonly state: 'read'; readonly id: number; readonly output: O };

/** Makes the worker that calls this read what it is given, one job after the other, and say that it has started. */
export function serveReader<I, O>(read: (input: I) => O): void {
  const answer = (message: ReaderAnswer<O>) => self.postMessage(message);
  self.addEventListener('message', ({ data }: MessageEvent<ReaderJob<I>>) => {
    answer({ state: 'read', id: data.id, output: read(data.input) });
  });
  answer({ state: 'started' });
}
