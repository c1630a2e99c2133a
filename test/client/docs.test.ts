import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, describe, expect, it } from "@jest/globals";

const CODE = /```tsx\n(?<code>.*?)```/gs;

describe("docs/client.md", () => {
  // Below the project, so that its packages are found.
  const folder = mkdtempSync(resolve("test/client/.docs-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("has one complete example, which compiles against the package's own types and the vendor's", () => {
    const examples = [...readFileSync("docs/client.md", "utf8").matchAll(CODE)];
    expect(examples).toHaveLength(1);
    writeFileSync(`${folder}/example.tsx`, examples[0]?.groups?.code ?? "");
    const compilerOptions = {
      lib: ["es2023", "dom", "dom.iterable"],
      jsx: "react-jsx",
      moduleDetection: "force",
      types: ["react"],
      paths: {
        "croupier/client": [resolve("src/client/table.ts")],
        "croupier/react": [resolve("src/client/use-table.ts")],
        "croupier/hms": [resolve("src/client/hms-messages.ts")],
      },
    };
    const project = { extends: resolve("tsconfig.json"), compilerOptions, include: ["example.tsx"] };
    writeFileSync(`${folder}/tsconfig.json`, JSON.stringify(project));
    expect(faultsOf(`${folder}/tsconfig.json`)).toBe("");
    writeFileSync(
      `${folder}/example.tsx`,
      `${examples[0]?.groups?.code}\nawait table.send({ type: "shuffle" });\n`,
    );
    expect(faultsOf(`${folder}/tsconfig.json`)).toMatch(/"shuffle"/);
  }, 60_000);
});

function faultsOf(project: string): string {
  try {
    return execFileSync("node_modules/.bin/tsc", ["-p", project, "--pretty", "false"], { encoding: "utf8" });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
