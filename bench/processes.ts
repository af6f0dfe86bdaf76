import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time of other processes in hundredths of a second (`man proc_pid_stat`). */
const tickMs = 10;

/** Processor time of this process, of those it has started, and of theirs; without Linux's /proc only its own. */
export function familyCpuMs(): number {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1000;
  if (!existsSync("/proc/self/stat")) return own;
  const ended = ticksOf(process.pid).slice(2);
  const running = childrenOf(process.pid).flatMap((child) => [child, ...descendantsOf(child)].flatMap(ticksOf));
  return own + tickMs * [...ended, ...running].reduce((sum, ticks) => sum + ticks, 0);
}

/** Memory that a process and all it has started hold at this moment, in MiB. 0: it is gone, or there is no /proc. */
export function familyMemoryMiB(pid: number): number {
  return [pid, ...descendantsOf(pid)].reduce((sum, one) => sum + residentMiB(one), 0);
}

/** The most memory that this process has held, in MiB. Linux counts what its parent held as well in `maxRSS`. */
export function ownPeakMemoryMiB(): number {
  const status = readOr("", () => readFileSync("/proc/self/status", "utf8"));
  const peakKiB = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS;
  return Number(peakKiB) / 1024;
}

function descendantsOf(pid: number): readonly number[] {
  return childrenOf(pid).flatMap((child) => [child, ...descendantsOf(child)]);
}

function childrenOf(pid: number): readonly number[] {
  const folder = `/proc/${pid}/task`;
  return readOr([], () => readdirSync(folder)).flatMap((thread) =>
    readOr("", () => readFileSync(`${folder}/${thread}/children`, "utf8"))
      .split(" ")
      .filter((word) => word !== "")
      .map(Number),
  );
}

/** User and system time of a process, then those of its ended children, in ticks. */
function ticksOf(pid: number): readonly number[] {
  const stat = readOr("", () => readFileSync(`/proc/${pid}/stat`, "utf8"));
  // The name stands in parentheses and may hold spaces; time begins twelve words after it.
  return stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 15)
    .map(Number);
}

function residentMiB(pid: number): number {
  const status = readOr("", () => readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}

/** A process may end while it is looked at. */
function readOr<Value>(otherwise: Value, read: () => Value): Value {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
