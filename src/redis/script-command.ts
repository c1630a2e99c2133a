import { Command } from "ioredis";

/**
 * A call of a script, written for the wire once. ioredis' own copies its arguments three times before that, which of
 * the dozens that a commit has takes as long as all the rest of sending it.
 */
export class ScriptCommand extends Command {
  readonly #text: string;
  readonly #keys: readonly string[];

  constructor(
    name: "evalsha" | "eval",
    script: string,
    keys: readonly string[],
    args: readonly (string | number)[],
  ) {
    super(name, [], { replyEncoding: "utf8" });
    this.#keys = keys;
    this.#text = writeCall([name, script, keys.length], keys, args);
  }

  override toWritable(): string {
    return this.#text;
  }

  /** By which a Cluster's node is found. */
  override getKeys(): string[] {
    return [...this.#keys];
  }
}

function writeCall(
  head: readonly (string | number)[],
  keys: readonly string[],
  args: readonly (string | number)[],
): string {
  const parts = [`*${head.length + keys.length + args.length}`];
  for (const part of head) addBulk(parts, part);
  for (const key of keys) addBulk(parts, key);
  for (const arg of args) addBulk(parts, arg);
  parts.push("\r\n");
  return parts.join("");
}

function addBulk(parts: string[], part: string | number): void {
  const text = typeof part === "number" ? String(part) : part;
  parts.push(`\r\n$${Buffer.byteLength(text)}\r\n`, text);
}
