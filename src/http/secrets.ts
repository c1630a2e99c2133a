import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** Tells whether what was presented is one of the secrets, in a time that says nothing about how close it was or which one it is. */
export function createSecretCheck(secrets: readonly string[]): (presented: string) => boolean {
  const digests = secrets.map((secret) => createHash("sha256").update(secret, "utf8").digest());
  return (presented) => {
    // Node decodes header values as latin1: this gives the bytes that were sent.
    const digest = createHash("sha256").update(presented, "latin1").digest();
    let matches = 0;
    for (const known of digests) matches += Number(timingSafeEqual(known, digest));
    return matches > 0;
  };
}

/** The value of a header that came exactly once; Node joins the values of one that came twice. `name` is lower case. */
export function readSingleHeader({ rawHeaders }: IncomingMessage, name: string): string | null {
  const values = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name,
  );
  return values.length === 1 ? (values[0] ?? null) : null;
}

export function readBearer({ headers }: IncomingMessage): string | null {
  const header = headers.authorization ?? "";
  if (header.slice(0, 7).toLowerCase() !== "bearer ") return null;
  return header.slice(7).trim() || null;
}
