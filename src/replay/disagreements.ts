import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

const LIST = "DISAGREE.txt";

/** Whether a `DISAGREE.txt` in a folder above names the file: its own result cannot be reproduced. */
export function createDisagreements(): (path: string) => boolean {
  const listedIn = new Map<string, ReadonlySet<string>>();
  return (path) => {
    const file = resolve(path);
    return foldersAbove(file).some((folder) => {
      const listed = listedIn.get(folder) ?? readList(join(folder, LIST));
      listedIn.set(folder, listed);
      return listed.has(relative(folder, file).split(sep).join("/"));
    });
  };
}

function foldersAbove(file: string): readonly string[] {
  const folder = dirname(file);
  return folder === file ? [] : [folder, ...foldersAbove(folder)];
}

/** One file a line, the first word; the rest of the line says what is wrong with it. */
function readList(path: string): ReadonlySet<string> {
  if (!existsSync(path)) return new Set();
  const lines = readFileSync(path, "utf8").split("\n");
  return new Set(lines.flatMap((line) => (line.startsWith("#") ? [] : line.split(/\s/, 1))));
}
