import type { JsonSchema } from "./description.ts";

/** Where schemas by name refer to each other. */
export function componentUri(name: string): string {
  return `#/components/schemas/${name}`;
}

/** Schemas as a writer of them gives them, without what nobody wants to read: ids, bounds of integers as such, patterns of known formats. */
export function componentSchemas(
  written: Readonly<Record<string, JsonSchema>>,
): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(written).map(([name, schema]) => [name, tidySchema(schema)]));
}

export function tidySchema(schema: JsonSchema): JsonSchema {
  const { $schema: _, $id: __, ...members } = schema;
  return tidy(members) as JsonSchema;
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name, member]) => !isNoise(value, name, member));
  return Object.fromEntries(kept.map(([name, member]) => [name, tidy(member)]));
}

function isNoise(schema: object, name: string, member: unknown): boolean {
  if (name === "maximum" || name === "minimum") return Math.abs(Number(member)) === Number.MAX_SAFE_INTEGER;
  return name === "pattern" && "format" in schema && typeof member === "string";
}
