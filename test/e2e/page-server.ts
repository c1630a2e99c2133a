import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface PageServer {
  readonly url: string;
  stop(): Promise<void>;
}

const HTML =
  '<!doctype html><title>e2e</title><div id="root"></div><script type="module" src="/page.js"></script>';

/** Serves a page that is one script, bundled with what it imports. */
export async function servePage(entry: string): Promise<PageServer> {
  const script = await bundle(new URL(entry, new URL("pages/", import.meta.url)).pathname);
  const server = createServer(({ url }, response) => {
    const isScript = url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    response.end(isScript ? script : HTML);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

// By its command: esbuild's API hangs inside jest, where a Uint8Array is another one than esbuild's.
async function bundle(file: string): Promise<string> {
  const command = createRequire(import.meta.url).resolve("esbuild/bin/esbuild");
  const flags = ["--bundle", "--format=esm", "--target=es2022", "--jsx=automatic", "--log-level=error"];
  // The React SDK asks for more of `process.env` than NODE_ENV.
  const define = ["--define:process.env={}", '--define:process.env.NODE_ENV="production"'];
  const { stdout } = await run(command, [file, ...flags, ...define], { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
