const WIDTH = 110;
const LABEL = 11;
const CELL = 16;

/** `── Hand 3 ── button Bob ── nlhe 1/2 ─────` */
export function headline(title: string, parts: readonly string[]): string {
  return `\n${`── ${[title, ...parts].join(" ── ")} `.padEnd(WIDTH, "─")}`;
}

/** A label, then the items behind each other, wrapped and indented. */
export function paragraph(label: string, items: readonly string[]): string {
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    const longer = line === "" ? item : `${line}${separatorAfter(line)}${item}`;
    if (line !== "" && longer.trimEnd().length > WIDTH - LABEL) {
      lines.push(`${line}${separatorAfter(line)}`);
      line = item;
    } else line = longer;
  }
  lines.push(line);
  return lines
    .map((text, no) => `${(no === 0 ? `  ${label}` : "").padEnd(LABEL)}${text}`.trimEnd())
    .join("\n");
}

/** One column. */
export function cell(text: string): string {
  return `${text.padEnd(CELL - 1)} `;
}

// Cells bring their own space.
function separatorAfter(line: string): string {
  return line.endsWith(" ") ? "" : ", ";
}
