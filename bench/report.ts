/** How a column of figures is written. */
interface Column<Row> {
  readonly head: string;
  readonly of: (row: Row) => string;
}

/** What was promised, and whether it holds. */
export interface Target {
  readonly what: string;
  readonly measured: number;
  readonly promised: number;
  readonly bound: "at least" | "at most" | "less than";
  readonly unit: string;
}

export interface Outcome {
  readonly rows: readonly object[];
  readonly targets: readonly Target[];
}

export function isMet({ measured, promised, bound }: Target): boolean {
  switch (bound) {
    case "at least":
      return measured >= promised;
    case "at most":
      return measured <= promised;
    case "less than":
      return measured < promised;
  }
}

/** A line for people: what it came to, what was promised, met or missed. */
export function writeTarget(target: Target): string {
  const { what, measured, promised, bound, unit } = target;
  const verdict = isMet(target) ? "met   " : "MISSED";
  return `${verdict}  ${what}: ${figure(measured)}${unit}, ${bound} ${figure(promised)}${unit} promised`;
}

function figure(value: number): string {
  return Math.abs(value) >= 100 ? whole(value) : String(Number(value.toFixed(3)));
}

/** A table for people: names on the left, figures aligned on the right. */
export function printTable<Row extends { readonly name: string }>(
  title: string,
  rows: readonly Row[],
  columns: readonly Column<Row>[],
): void {
  const lines = [
    [title, ...columns.map(({ head }) => head)],
    ...rows.map((row) => [row.name, ...columns.map(({ of }) => of(row))]),
  ];
  const widths = lines[0]!.map((_, at) => Math.max(...lines.map((cells) => cells[at]!.length)));
  for (const cells of lines) {
    const padded = cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[at]!)));
    console.log(padded.join("  "));
  }
  console.log();
}

export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

export function fixed(digits: number): (value: number | null) => string {
  return (value) => (value === null ? "" : value.toFixed(digits));
}

export function times(ratio: number | null): string {
  return ratio === null ? "" : `${ratio.toFixed(2)} ×`;
}
