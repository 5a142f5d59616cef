import 'server-only';
import type { Looker } from '@/lib/store/source-days';
import type { Access } from './access';
import type { ScanNews } from './running-scan';
import type { RequestedWindow } from './window';

/** What to read, for whom. */
export interface HealthQuestion {
  readonly access: Extract<Access, { ok: true }>;
  readonly sourceId: string;
  readonly requested: RequestedWindow;
  /** Read again even if a scan of less than a minute ago is at hand. */
  readonly refresh: boolean;
  /** The viewer went away or lost patience: a scan that nobody else waits for ends, with what was read so far. */
  readonly signal: AbortSignal;
  readonly onEvent: (news: ScanNews) => void;
  /** Who looks: a person where it is left out. */
  readonly by?: Looker;
}
