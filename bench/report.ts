/** How a column of figures is written. */
interface Column<Row> {
  readonly head: string;
  readonly of: (row: Row) => string;
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

export function times(ratio: number | null): string {
  return ratio === null ? "" : `${ratio.toFixed(2)} ×`;
}
