import { z } from 'zod';

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string(),
});

/** A failed call to Pushscope's own API, as RFC 9457 tells it. Thrown by queries, shown by pages. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: z.infer<typeof problem>;

  constructor(told: z.infer<typeof problem>) {
    super(told.detail);
    this.problem = told;
  }
}

/** No answer came from Pushscope itself: not reached, or the connection broke. */
export function isUnanswered(error: Error | null): boolean {
  return error instanceof ApiError && error.problem.status === 0;
}

/**
 * The error that a body tells of; one that says so, in the words of `silent` where they are given, where the body tells
 * nothing. `status` 0: no answer came.
 */
export function apiError(body: unknown, status: number, instance: string, silent?: string): ApiError {
  const parsed = problem.safeParse(body);
  if (parsed.success) return new ApiError(parsed.data);
  return new ApiError({
    type: 'about:blank',
    title: status === 0 ? 'Pushscope did not answer' : `Pushscope answered ${status}`,
    status,
    detail:
      silent ??
      (status === 0
        ? 'The connection to Pushscope broke. Check that it runs, and try again.'
        : 'The answer says nothing more.'),
    instance,
  });
}
