/** An organization's clock: the real one, moved. Times are epoch milliseconds. */
export interface Clock {
  now(): number;
  /** Goes on from `time`; a clock never goes back, so an earlier time answers false and changes nothing. */
  moveTo(time: number): boolean;
}

/** A clock that shows the real time until it is moved, and ticks on from there. */
export function createClock(realNow: () => number): Clock {
  let offset = 0;
  return {
    now: () => realNow() + offset,
    moveTo(time) {
      const ahead = time - realNow() - offset;
      // Also false for what is no number.
      if (!(ahead >= 0)) return false;
      offset += ahead;
      return true;
    },
  };
}
