/** One line of the table. What is measured is a ratio, a count or a share; never a time. */
export type Figure = {
  readonly what: string;
  readonly measured: number;
  /** Default: "×". */
  readonly unit?: "×" | "MiB" | "bytes" | "";
  /** The run fails above it; undefined: only told. */
  readonly atMost?: number;
};

/** A noisy machine and a short run bend ratios; what counts files, requests and bytes is exact. */
export function isMet({ measured, unit = "×", atMost }: Figure, slack: number): boolean {
  if (atMost === undefined) return true;
  return measured <= (unit === "×" ? atMost * slack : atMost);
}

export type Section = { readonly title: string; readonly figures: readonly Figure[] };

/** The table as Markdown, as docs/benchmarks.md has it. */
export function tableOf(sections: readonly Section[], slack = 1): string {
  const rows = sections.flatMap(({ title, figures }) => [
    [`**${title}**`, "", "", ""],
    ...figures.map((figure) => rowOf(figure, slack)),
  ]);
  const table = [["measured", "value", "goal", ""], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => (row[column] ?? "").length)));
  const lines = table.map((row) => line(row.map((cell, column) => pad(cell, widths[column] ?? 0, column))));
  const [head = "", ...body] = lines;
  const rule = line(
    widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(Math.max(1, width - 1))}:`)),
  );
  return [head, rule, ...body].join("\n");
}

function rowOf(figure: Figure, slack: number): readonly string[] {
  const { what, measured, unit = "×", atMost } = figure;
  const goal = atMost === undefined ? "" : `≤ ${shown(atMost, unit)}`;
  const verdict = atMost === undefined ? "" : isMet(figure, slack) ? "met" : "MISSED";
  return [what, shown(measured, unit), goal, verdict];
}

function shown(value: number, unit: NonNullable<Figure["unit"]>): string {
  const digits = unit === "×" ? (value < 0.1 ? 4 : 2) : 0;
  const number = value.toFixed(digits).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
  return unit === "" ? number : `${number} ${unit}`;
}

function pad(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
