/** As much of Redis' protocol (2 and 3) as it takes to tell where a value ends. */

const CR = 0x0d;

/** The offset behind the value that starts at `from`; -1 when it is not complete yet. */
export function endOfValue(bytes: Buffer, from: number): number {
  const lineEnd = endOfLine(bytes, from);
  if (lineEnd < 0) return -1;
  switch (String.fromCharCode(bytes[from] ?? 0)) {
    case "+":
    case "-":
    case ":":
    case "_":
    case ",":
    case "#":
    case "(":
      return lineEnd;
    case "$":
    case "=":
    case "!": {
      const length = lengthIn(bytes, from, lineEnd);
      const end = length < 0 ? lineEnd : lineEnd + length + 2;
      return end <= bytes.length ? end : -1;
    }
    case "*":
    case "~":
    case ">":
      return endOfValues(bytes, lineEnd, lengthIn(bytes, from, lineEnd));
    case "%":
      return endOfValues(bytes, lineEnd, 2 * lengthIn(bytes, from, lineEnd));
    default:
      throw new Error(`not a Redis value: ${bytes.subarray(from, from + 20).toString("latin1")}`);
  }
}

/** The parts of a command; `value` is an array of bulk strings. */
export function partsOfCommand(value: Buffer): readonly string[] {
  const parts: string[] = [];
  let at = endOfLine(value, 0);
  while (at < value.length) {
    const lineEnd = endOfLine(value, at);
    const length = lengthIn(value, at, lineEnd);
    parts.push(value.toString("utf8", lineEnd, lineEnd + length));
    at = lineEnd + length + 2;
  }
  return parts;
}

function endOfValues(bytes: Buffer, from: number, count: number): number {
  let at = from;
  for (let i = 0; i < count; i += 1) {
    if (at >= bytes.length) return -1;
    at = endOfValue(bytes, at);
    if (at < 0) return -1;
  }
  return at;
}

function endOfLine(bytes: Buffer, from: number): number {
  const cr = bytes.indexOf(CR, from);
  return cr < 0 || cr + 1 >= bytes.length ? -1 : cr + 2;
}

function lengthIn(bytes: Buffer, from: number, lineEnd: number): number {
  return Number(bytes.toString("latin1", from + 1, lineEnd - 2));
}
