/** A wish to stop, from the first SIGINT or SIGTERM on. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}

const exitNow = 130;

/**
 * The first signal asks the work to stop where it can be resumed, a second one ends the process at once. `onWait` is called
 * when the work goes on for a moment after the first.
 */
export function listenForSignals({ onWait }: { readonly onWait: () => void }): AbortSignal {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(exitNow);
    controller.abort(new InterruptedError(`Stopped by ${signal}`));
    setTimeout(onWait, 400).unref();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return controller.signal;
}
