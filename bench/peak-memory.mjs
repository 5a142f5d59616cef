/**
 * Watches the memory of this process from now on; gives a function that answers the most that was held, in MB. Not the
 * system's own record of it: a process that was forked inherits that of its parent.
 */
export function watchMemory() {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  setInterval(look, 5).unref();
  look();
  return () => {
    look();
    return peak / (1024 * 1024);
  };
}
