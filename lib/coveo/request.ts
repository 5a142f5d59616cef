import type { CallOptions, CallResult } from './call';
import type { CoveoClient } from './client';

/** What a reader makes of a body: the value, or a sentence that says what is missing. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string };

export interface CallSpec<T> {
  readonly call: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly json?: unknown;
  readonly raw?: {
    readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly retry: 'reads' | 'throttle-only' | 'never';
  readonly bodyMatters?: boolean;
  readonly read: (body: unknown) => Reading<T>;
}

export function request<T>(
  _client: CoveoClient,
  _spec: CallSpec<T>,
  _options: CallOptions,
): Promise<CallResult<T>> {
  throw new Error('not built yet');
}
