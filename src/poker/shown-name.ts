const MAX_CHARACTERS = 32;
// Nine of them and the rest of a table have to fit into a message of 4 KB.
const MAX_JSON_BYTES = 64;

const encoder = new TextEncoder();

/** The start of a name that fits a seat, without control characters. */
export function shownName(name: string): string {
  let shown = "";
  let bytes = 0;
  let length = 0;
  for (const character of name) {
    if (/\p{Cc}/u.test(character)) continue;
    bytes += encoder.encode(JSON.stringify(character)).length - 2;
    length++;
    if (bytes > MAX_JSON_BYTES || length > MAX_CHARACTERS) break;
    shown += character;
  }
  return shown.trim();
}
