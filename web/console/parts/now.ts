// One ticking clock for all countdowns of a page: they change together, once a second, and stand still in a hidden tab.
import { useSyncExternalStore } from 'react';
import { serverNow } from '../api/client.ts';

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setInterval> | undefined;
let current = serverNow();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  ticking ??= setInterval(() => {
    if (document.visibilityState === 'hidden') return;
    current = serverNow();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

/** The present by the server's clock; the component is drawn anew only when `grain` milliseconds have passed. */
export function useNow(grain = 1000): number {
  return useSyncExternalStore(subscribe, () => {
    if (ticking === undefined) current = serverNow();
    return Math.floor(current / grain) * grain;
  });
}
