import type { Endpoint, FaultAnswer, FaultRule, Faults } from "./faults.ts";

/** Counts requests since the faults were set and says which of them go wrong. */
export type FaultChooser = (request: {
  endpoint: Endpoint;
  roomId: string | undefined;
  mediaId: string | undefined;
}) => FaultAnswer | undefined;

export function createFaultChooser(faults: Faults): FaultChooser {
  const counts = new Map<FaultRule, number>();
  return ({ endpoint, roomId, mediaId }) => {
    let chosen: FaultAnswer | undefined;
    for (const rule of faults.rules ?? []) {
      if (rule.endpoint !== undefined && rule.endpoint !== endpoint) continue;
      if (rule.roomId !== undefined && rule.roomId !== roomId) continue;
      if (rule.mediaId !== undefined && rule.mediaId !== mediaId) continue;
      const nth = (counts.get(rule) ?? 0) + 1;
      counts.set(rule, nth);
      if (applies(rule, nth)) chosen ??= rule.answer;
    }
    return chosen;
  };
}

function applies({ from = 1, until = Number.POSITIVE_INFINITY, every = 1 }: FaultRule, nth: number): boolean {
  return nth >= from && nth <= until && (nth - from) % every === 0;
}
