// Why: while a store is down its calls never settle, so whatever waits for one bounds the wait.

/** What Node's timers can count to, in milliseconds; they fire at once for more. */
export const LONGEST_TIMER = 2 ** 31 - 1;

/** How a bounded wait ended. */
export type Waited<T> = { readonly settled: true; readonly value: T } | { readonly settled: false };

/** Waits for a promise for at most `timeout` milliseconds; a rejection in time is passed on. */
export async function within<T>(promise: Promise<T>, timeout: number): Promise<Waited<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Waited<T>>((resolve) => {
    timer = setTimeout(() => resolve({ settled: false }), Math.max(timeout, 0));
  });
  const intime = promise.then((value): Waited<T> => ({ settled: true, value }));
  return Promise.race([intime, late]).finally(() => clearTimeout(timer));
}

/** Settles after `milliseconds`, or when the signal fires. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, signal.aborted ? 0 : Math.max(milliseconds, 0));
    signal.addEventListener("abort", end);
  });
}

/** Settles when the signal fires. */
export function fires(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
