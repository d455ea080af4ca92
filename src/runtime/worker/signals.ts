// Why: a worker process is told to stop and to be quiet by signals; a library must leave them alone.

/** What signals ask for. */
export interface SignalHandlers {
  /** TERM or INT; the second time at once. */
  readonly stop: () => void;
  /** USR2, and TSTP where no terminal uses it: finish what runs and start nothing. */
  readonly quiet: () => void;
}

/** Listens to the process's signals until the answer is called. */
export function onSignals({ stop, quiet }: SignalHandlers): () => void {
  const listeners: [NodeJS.Signals, () => void][] = [
    ["SIGTERM", stop],
    ["SIGINT", stop],
    ["SIGUSR2", quiet],
  ];
  if (!process.stdin.isTTY) listeners.push(["SIGTSTP", quiet]);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}
