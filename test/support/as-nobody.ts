/** A user that owns nothing. */
const nobody = 65534;

/** Runs work without the right to write everywhere that root has. Does nothing to who has no such right anyway. */
export async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
