import { PrimitiveValueListNode, SqliteQueryCompiler, type BinaryOperationNode } from "kysely";

/**
 * Writes the lists of `in (…)` in few lengths only, their last value as often as it takes: each length is another statement, and a
 * crawl, whose pages never have the same number of events, would compile new ones on every page. They are large, lie outside the
 * heap and go only when much of the heap does.
 */
export class SteadyQueryCompiler extends SqliteQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { rightOperand } = node;
    const isList = PrimitiveValueListNode.is(rightOperand);
    super.visitBinaryOperation(isList ? { ...node, rightOperand: filledUp(rightOperand) } : node);
  }
}

const stepFrom = 1024;
/** SQLite takes 32,766 values in all. */
const longest = 30_000;

function filledUp(list: PrimitiveValueListNode): PrimitiveValueListNode {
  const { values } = list;
  const more = Array.from({ length: steadyLength(values.length) - values.length }, () => values.at(-1));
  return more.length === 0 ? list : PrimitiveValueListNode.create([...values, ...more]);
}

function steadyLength(length: number): number {
  if (length === 0 || length > longest) return length;
  return length > stepFrom ? Math.ceil(length / stepFrom) * stepFrom : 2 ** Math.ceil(Math.log2(length));
}

/** Rows for one statement each: as many as `most`, and of what is left half of that, half of the half, down to one. */
export function* steadyBatches<Row>(rows: readonly Row[], most = 64): Generator<readonly Row[]> {
  let size = most;
  for (let start = 0; start < rows.length; start += size) {
    while (size > rows.length - start) size = Math.ceil(size / 2);
    yield rows.slice(start, start + size);
  }
}
