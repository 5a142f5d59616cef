import { rm } from 'node:fs/promises';
import { EXPIRES_SECONDS } from './presigned-url';

/** A file container: a place for one upload, on the organization's clock. */
export interface FileContainer {
  fileId: string;
  createdAt: number;
  /** Where the upload is; null before it and after it was handed on to a batch. */
  path: string | null;
}

async function drop(containers: Map<string, FileContainer>, which: FileContainer[]): Promise<void> {
  for (const { fileId } of which) containers.delete(fileId);
  await Promise.all(which.map(({ path }) => path && rm(path, { force: true })));
}

/** Drops the containers that have expired at `now` (epoch milliseconds); resolves when their files are gone, too. */
export function dropExpired(containers: Map<string, FileContainer>, now: number): Promise<void> {
  const expired = [...containers.values()].filter(
    ({ createdAt }) => now - createdAt > EXPIRES_SECONDS * 1_000,
  );
  return drop(containers, expired);
}

/** Drops all containers; resolves when their files are gone, too. */
export function dropAll(containers: Map<string, FileContainer>): Promise<void> {
  return drop(containers, [...containers.values()]);
}

/** Takes the upload out of a container, which is gone then: its path, or null where there is none at `now`. */
export function takeUpload(
  containers: Map<string, FileContainer>,
  fileId: string,
  now: number,
): string | null {
  void dropExpired(containers, now);
  const path = containers.get(fileId)?.path ?? null;
  if (path !== null) containers.delete(fileId);
  return path;
}
