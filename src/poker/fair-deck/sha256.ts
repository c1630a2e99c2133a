import { hash } from "node:crypto";

/** Of the text as UTF-8: 64 hexadecimal digits in capitals, which nobody who looks for cards takes for one. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex").toUpperCase();
}

export function sha256Bytes(text: string): Uint8Array {
  return hash("sha256", text, "buffer");
}
