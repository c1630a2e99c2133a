import { Command } from "ioredis";

/**
 * A call of a script, written for the wire once. ioredis' own copies its arguments three times before that, which of
 * the dozens that a commit has takes as long as all the rest of sending it; and it keeps them until the reply comes.
 */
export class ScriptCommand extends Command {
  readonly #text: string;
  readonly #key: string;

  /** `keys` share a slot; there is one at least. */
  constructor(
    name: "evalsha" | "eval",
    script: string,
    keys: readonly string[],
    args: readonly (string | number)[],
  ) {
    super(name, [], { replyEncoding: "utf8" });
    this.#key = keys[0] ?? "";
    const parts = [name, script, String(keys.length), ...keys];
    for (const arg of args) parts.push(typeof arg === "number" ? String(arg) : arg);
    this.#text = writeCall(parts);
  }

  override toWritable(): string {
    return this.#text;
  }

  /** By which a Cluster's node is found. */
  override getKeys(): string[] {
    return [this.#key];
  }
}

function writeCall(parts: readonly string[]): string {
  const text = framed(parts, ({ length }) => length);
  // Nearly everything is ASCII, and the length of one flat text is told at once.
  return Buffer.byteLength(text) === text.length ? text : framed(parts, (part) => Buffer.byteLength(part));
}

function framed(parts: readonly string[], bytesIn: (part: string) => number): string {
  const pieces = [`*${parts.length}`];
  for (const part of parts) pieces.push(`\r\n$${bytesIn(part)}\r\n`, part);
  pieces.push("\r\n");
  return pieces.join("");
}
