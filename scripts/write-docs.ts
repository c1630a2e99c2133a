/**
 * Writes what of docs/ is generated: OpenAPI, AsyncAPI, JSON Schemas of messages and webhooks, and the views of
 * docs/messages.md. With `--check` it writes nothing and fails when something is not as it would be written.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describeApi } from "../src/describe-api.ts";
import { openApi } from "../src/http/openapi/document.ts";
import { asyncApi } from "./docs/async-api.ts";
import { jsonSchemas } from "./docs/json-schemas.ts";
import { messagesPage } from "./docs/messages-page.ts";

const parts = await describeApi({ webhook: { header: "x-croupier-secret", secrets: [] } });
const document = openApi(parts);
const { schemas } = document.components;
const [poker] = parts.games;
if (poker === undefined) throw new Error("no game to describe");

const files = new Map<string, string>([
  ["docs/openapi.json", json(document)],
  ["docs/asyncapi.json", json(asyncApi(parts, schemas))],
  ["docs/messages.md", messagesPage(readFileSync("docs/messages.md", "utf8"), poker)],
  ...Object.entries(jsonSchemas(parts, schemas)).map(
    ([file, schema]) => [`docs/schemas/${file}`, json(schema)] as const,
  ),
]);

const isCheck = process.argv.includes("--check");
const stale = [...files].filter(([file, text]) => readOrNull(file) !== text);
if (!isCheck)
  for (const [file, text] of stale) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
for (const [file] of stale) console.log(`${isCheck ? "not as written by npm run docs: " : "wrote "}${file}`);
if (isCheck && stale.length > 0) process.exit(1);
console.log(`${files.size} generated documents, ${isCheck ? "all as written" : `${stale.length} changed`}`);

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
