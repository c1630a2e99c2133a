import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

const READABLE = [".jsonl", ".jsonl.gz", ".phh", ".phhs"];

/** The files that the arguments name, directories walked, in alphabetical order within each. */
export async function findFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(filesOf));
  return found.flat();
}

export function isReadable(path: string): boolean {
  return READABLE.some((ending) => path.endsWith(ending));
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isReadable(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
