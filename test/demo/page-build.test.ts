import { execFileSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "@jest/globals";

describe("the page as it is built", () => {
  let page: ReadonlyMap<string, string>;
  beforeAll(() => {
    const printed = execFileSync("node_modules/.bin/tsx", ["test/demo/print-page.ts"], {
      maxBuffer: 2 ** 26,
    });
    page = new Map(JSON.parse(printed.toString()) as [string, string][]);
  }, 120_000);

  const sizeOf = (isWanted: (path: string) => boolean) =>
    [...page].reduce((sum, [path, content]) => sum + (isWanted(path) ? gzipSync(content).length : 0), 0);
  const isSdk = (path: string) => path.startsWith("/assets/sdk-");
  const isReact = (path: string) => path.startsWith("/assets/react-");

  it("is under 150 KB gzipped without 100ms' SDK, React included", () => {
    const [own, react, sdk] = [
      sizeOf((path) => !isSdk(path) && !isReact(path)),
      sizeOf(isReact),
      sizeOf(isSdk),
    ];
    process.stdout.write(`page: ${own} bytes gzipped, React ${react}, 100ms' SDK ${sdk}\n`);
    expect(own).toBeGreaterThan(10_000);
    expect(own + react).toBeLessThan(150 * 1024);
  });

  it("has the SDK once, in a file of its own that the lobby does without", () => {
    const withSdk = [...page].filter(([, content]) => content.includes("on-policy-change"));
    expect(withSdk.map(([path]) => path)).toEqual([expect.stringMatching(/^\/assets\/sdk-/)]);
    expect(page.get("/")).not.toContain("/assets/sdk-");
  });

  it("is the production build, whatever NODE_ENV says", () => {
    expect(process.env.NODE_ENV).toBe("test");
    expect([...page.values()].filter((content) => content.includes("jsxDEV"))).toEqual([]);
  });

  it("needs nothing from elsewhere", () => {
    const html = page.get("/") ?? "";
    const loaded = [...html.matchAll(/(?:src|href)="(?<address>[^"]+)"/g)].map(
      (found) => found.groups?.address ?? "",
    );
    expect(loaded.filter((address) => !address.startsWith("data:")).every((path) => page.has(path))).toBe(
      true,
    );
    const styles = [...page].filter(([path]) => path.endsWith(".css")).map(([, content]) => content);
    expect(styles.join("")).not.toMatch(/url\(\s*["']?(?:https?:)?\/\//);
  });
});
