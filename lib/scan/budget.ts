/** What the reading of a source may cost. What it does not reach is left out, and the coverage says so. */
export interface ScanBudget {
  /** Source Logs calls. */
  readonly calls: number;
  /** Log rows that are read. */
  readonly rows: number;
  /** Seconds after which no further Source Logs call is begun. */
  readonly seconds: number;
}

/** What a scan may cost unless it is told otherwise: Coveo calls the Source Logs API resource-intensive (article 59). */
export const SCAN_BUDGET: ScanBudget = { calls: 60, rows: 200_000, seconds: 600 };

/** Source Logs calls at a time, as long as nothing is slow. */
export const LOGS_CALLS_AT_A_TIME = 2;
