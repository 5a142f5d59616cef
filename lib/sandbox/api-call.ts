import type { ApiKey } from './api-key';
import type { Organization } from './organization';
import type { UploadFolder } from './upload-folder';

/** What every operation gets: whose call it is, what was sent, and the organization's time, at which it is settled. */
export interface ApiCall {
  organization: Organization;
  /** Whose call it is: a key that may do this. */
  key: ApiKey;
  /** The key of a token, of whatever organization. */
  keyOf(token: string): ApiKey | undefined;
  request: Request;
  url: URL;
  /** Epoch milliseconds. */
  now: number;
  /** A UUID for the answer's `X-Request-ID`, and for what the call leaves behind. */
  requestId: string;
  /** A path parameter, decoded; empty when the path has none of that name. */
  param(name: string): string;
  newId(): string;
  uploads: UploadFolder;
}

/** Answers one operation. */
export type Handler = (call: ApiCall) => Response | Promise<Response>;
