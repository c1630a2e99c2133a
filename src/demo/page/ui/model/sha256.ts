/** Of the text as UTF-8: 64 hexadecimal digits in capitals. */
export type Sha256 = (text: string) => Promise<string>;

/** The browser's own; null where it has none: a page that came neither by https nor from this machine. */
export function browserSha256(): Sha256 | null {
  // Not where the context is insecure, whatever the type says.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return null;
  return async (text) => {
    const digest = await subtle.digest("SHA-256", new TextEncoder().encode(text));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"))
      .join("")
      .toUpperCase();
  };
}
