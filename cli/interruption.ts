/** Ctrl-C, as a signal that ends a campaign early and keeps what it found. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** From now on Ctrl-C ends the process again, as usual. */
  release(): void;
}

/** The exit code of a process that a second Ctrl-C ended. */
const INTERRUPTED = 130;

export function interruption(): Interruption {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, interrupt);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of signals) process.off(name, interrupt);
    },
  };
}
