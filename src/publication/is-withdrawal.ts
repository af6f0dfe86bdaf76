import type { Reason } from "./verdict.ts";

const withdrawals: readonly Reason[] = ["closed-now", "encrypted", "refused-by-room", "network-never-published"];

/**
 * Does this answer take a room out of the archive, content and all? Those that an operator's own mistake or omission gives (another
 * account, a consent that is not recorded) only withhold it.
 */
export function isWithdrawal(reason: Reason): boolean {
  return withdrawals.includes(reason);
}
