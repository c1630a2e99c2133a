import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { createGalleryTables } from "./gallery-tables.ts";

const run = promisify(execFile);
const GALLERY = new URL("./", import.meta.url).pathname;
const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
};

export interface Gallery {
  /** Of a state of the table, by its name. */
  readonly urlOf: (state: string) => string;
  readonly stop: () => Promise<void>;
}

/** Builds the gallery of the table's states and serves it. */
export async function openGallery(): Promise<Gallery> {
  const folder = await mkdtemp(join(tmpdir(), "croupier-gallery-"));
  const vite = join(createRequire(import.meta.url).resolve("vite/package.json"), "../bin/vite.js");
  await run(process.execPath, [
    vite,
    "build",
    GALLERY,
    "--target",
    "es2022",
    "--outDir",
    folder,
    "--emptyOutDir",
    "--logLevel",
    "error",
  ]);
  const tables = createGalleryTables();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://gallery").pathname;
    if (path.startsWith("/tables/")) return void tables(request, response);
    readFile(join(folder, path === "/" ? "/index.html" : path)).then(
      (body) => response.setHeader("content-type", TYPES[extname(path)] ?? "text/html").end(body),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (state) => `http://127.0.0.1:${port}/?state=${state}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
      await rm(folder, { recursive: true });
    },
  };
}
