/**
 * Writes what of docs/ is generated: OpenAPI, AsyncAPI, JSON Schemas of messages and webhooks, the views of
 * docs/messages.md, and the figures of docs/capacity.md. With `--check` it writes nothing and fails when something is not as it would be written.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describeApi } from "../src/describe-api.ts";
import { GAME_NAMES } from "../src/game-choice.ts";
import { describeGames } from "../src/games.ts";
import { openApi } from "../src/http/openapi/document.ts";
import { asyncApi } from "./docs/async-api.ts";
import { capacityPage } from "./docs/capacity-page.ts";
import { jsonSchemas } from "./docs/json-schemas.ts";
import { messagesPage } from "./docs/messages-page.ts";

const usual = { webhook: { header: "x-croupier-secret", secrets: [] } };
const ofPoker = await describeApi(usual, () => describeGames(["poker"]));
const ofAll = await describeApi(usual, () => describeGames(GAME_NAMES));
const { schemas } = openApi(ofAll).components;
const [poker] = ofPoker.games;
if (poker === undefined) throw new Error("no game to describe");

const files = new Map<string, string>([
  ["docs/openapi.json", json(openApi(ofPoker))],
  ["docs/asyncapi.json", json(asyncApi(ofAll, schemas))],
  ["docs/messages.md", messagesPage(readFileSync("docs/messages.md", "utf8"), poker)],
  ["docs/capacity.md", capacityPage(readFileSync("docs/capacity.md", "utf8"))],
  ...Object.entries(jsonSchemas(ofAll, schemas)).map(
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
