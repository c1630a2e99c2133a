import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Data that is not part of the product: tests that need it say that they skip when it is not there. */
export const sharedFolder = join(import.meta.dirname, "../../../shared");
export const hasShared = existsSync(sharedFolder);

export function sharedVectors(folder: string): readonly string[] {
  const path = join(sharedFolder, folder);
  if (!hasShared) return [];
  return readdirSync(path)
    .filter((name) => name.endsWith(".jsonl.gz"))
    .map((name) => join(path, name));
}
