import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

export interface PageFile {
  readonly contentType: string;
  readonly content: string | Uint8Array;
}

/** By path, such as `/assets/seat-page-Ab12.js`; `/` is the page itself. */
export type Page = ReadonlyMap<string, PageFile>;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

// Files of their own, which browsers keep when the page changes; the first one takes what both need.
const REACT = { name: "react", test: /node_modules\/(react|react-dom|scheduler)\//, priority: 2 };
const SDK = { name: "sdk", test: /node_modules\//, priority: 1 };

/** The page as browsers load it. Kept in memory, so that what is served is what the sources say now. */
export async function buildPage(): Promise<Page> {
  const built = await build({
    root: fileURLToPath(new URL("./page/", import.meta.url)),
    configFile: false,
    logLevel: "warn",
    // Whatever NODE_ENV says: React's development build is twice as large, and its JSX needs that build.
    define: { "process.env.NODE_ENV": JSON.stringify("production") },
    oxc: { jsx: { runtime: "automatic", development: false } },
    build: {
      write: false,
      target: "es2022",
      // 100ms' SDK is as large as it is.
      chunkSizeWarningLimit: 1024,
      rolldownOptions: {
        checks: { bundlerTimings: false },
        output: { codeSplitting: { groups: [REACT, SDK] } },
      },
    },
  });
  if (Array.isArray(built) || !("output" in built)) throw new Error("expected one build of the page");
  return new Map(
    built.output.map((file) => {
      const path = file.fileName === "index.html" ? "/" : `/${file.fileName}`;
      const contentType = CONTENT_TYPES[extname(file.fileName)];
      if (contentType === undefined) throw new Error(`what is ${file.fileName}?`);
      return [path, { contentType, content: file.type === "chunk" ? file.code : file.source }];
    }),
  );
}
