import { Command } from "ioredis";

/**
 * A call of a script, written for the wire once. ioredis' own copies its arguments three times before that, which of
 * the dozens that a commit has takes as long as all the rest of sending it; and it keeps them until the reply comes.
 */
class ScriptCommand extends Command {
  readonly #text: string;
  readonly #key: string;

  constructor(name: "evalsha" | "eval", text: string, key: string) {
    super(name, [], { replyEncoding: "utf8" });
    this.#text = text;
    this.#key = key;
  }

  override toWritable(): string {
    return this.#text;
  }

  /** By which a Cluster's node is found. */
  override getKeys(): string[] {
    return [this.#key];
  }

  /** The same with the script itself instead of its digest. */
  asEval(script: string): ScriptCommand {
    const text = this.#text;
    const start = text.indexOf("\r\n") + "\r\n".length;
    const rest = text.slice(start + NAME.length + DIGEST_BYTES + "\r\n".length);
    const call = `$4\r\neval\r\n$${Buffer.byteLength(script)}\r\n${script}\r\n`;
    return new ScriptCommand("eval", text.slice(0, start) + call + rest, this.#key);
  }
}

const DIGEST_BYTES = 40;
/** What stands before the digest. */
const NAME = `$7\r\nevalsha\r\n$${DIGEST_BYTES}\r\n`;

/** `keys` share a slot; there is one at least. */
export function callByDigest(
  sha: string,
  keys: readonly string[],
  args: readonly (string | number)[],
): ScriptCommand {
  const parts = ["evalsha", sha, String(keys.length), ...keys];
  for (const arg of args) parts.push(typeof arg === "number" ? String(arg) : arg);
  return new ScriptCommand("evalsha", writeCall(parts), keys[0] ?? "");
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
