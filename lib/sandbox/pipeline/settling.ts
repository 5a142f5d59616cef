/** The settlements of a source: one at a time, and none is waited for while a large file is read. */
export interface Settling {
  last: Promise<void>;
  isReading: boolean;
  /** Those who wait for a settlement, and no longer once a large file is read. */
  waiting: Set<() => void>;
}

/** No settlement yet. */
export function notSettling(): Settling {
  return { last: Promise.resolve(), isReading: false, waiting: new Set() };
}

/** What a settlement needs to know beyond its source. */
export interface SettleSettings {
  /** Whether each item that another operation removes leaves a DELETE row. */
  leavesDeleteRows: boolean;
  /** Log rows that there is room for. */
  room: () => number;
  /** Called before a file is read that takes longer than anybody should wait for. */
  onLargeFile: () => void;
  /** Operations whose rows are older (epoch milliseconds) are forgotten. */
  forgetBefore: number;
  /** The oldest rows beyond this number are forgotten, too. */
  mostRows: number;
}
