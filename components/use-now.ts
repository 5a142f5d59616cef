'use client';

import { useEffect, useState } from 'react';

/** The time of this machine in epoch ms, every second while `running`; only for countdowns, never for what is judged. */
export function useNow(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
