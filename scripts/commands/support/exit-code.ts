/** The contract with shells and timers (docs/commands.md). */
export const exitCode = {
  done: 0,
  /** Done in part or not at all: the report says which rooms failed and why; the rest is published. */
  partial: 1,
  /** Wrong usage or configuration: nothing was done. */
  usage: 2,
  /** Stopped by a signal: the same command goes on from there. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
