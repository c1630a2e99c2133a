import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";

const { resolve } = createRequire(import.meta.url);
const schemaFile = join(dirname(resolve("dclint/package.json")), "schemas/compose.schema.json");
// Its draft is named by https, which Ajv does not take for the same.
const { $schema: _draft, ...schema } = JSON.parse(readFileSync(schemaFile, "utf8")) as Record<
  string,
  unknown
>;
const validate = addFormats.default(new Ajv({ allErrors: true, strict: false })).compile(schema);

/** What the Compose Specification's schema says against a file, with where it is. */
export function composeFaults(file: unknown): string[] {
  if (validate(file)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
