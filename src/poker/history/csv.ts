/** RFC 4180: lines end with CRLF, texts are quoted. Numbers go out as they are. */
export function csv(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [header.join(","), ...rows.map((row) => row.map(field).join(","))];
  return `${lines.join("\r\n")}\r\n`;
}

// A spreadsheet takes a text that begins with =, +, - or @ for a formula (OWASP: CSV injection), also behind blanks or
// in wide letters, so what begins with neither letter nor digit gets an apostrophe. Separators of other
// dialects must not begin a new field.
function field(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = value.replace(/[\p{Cc}\p{Zl}\p{Zp};]+/gu, " ").replaceAll('"', '""');
  return `"${text === "" || /^[\p{L}\p{N}]/u.test(text) ? text : `'${text}`}"`;
}
