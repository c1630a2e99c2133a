import type { JsonSchema } from "../../src/game/description.ts";

const WIDTH = 110;

/** A schema as a type, for people: members with a `?` may be absent. `names` are said instead of being written out. */
export function typeText(schema: JsonSchema, names: Readonly<Record<string, string>>, indent = ""): string {
  const { $ref, anyOf, oneOf, enum: values, const: value, type } = schema as Record<string, unknown>;
  if (typeof $ref === "string") return names[nameOf($ref)] ?? nameOf($ref);
  if (value !== undefined) return JSON.stringify(value);
  if (Array.isArray(values)) return values.map((one) => JSON.stringify(one)).join(" | ");
  const choices = (anyOf ?? oneOf) as readonly JsonSchema[] | undefined;
  if (choices !== undefined) return choices.map((one) => typeText(one, names, indent)).join(" | ");
  if (Array.isArray(type)) return type.join(" | ");
  if (type === "array") return arrayText(schema, names, indent);
  if (type === "object" && schema["properties"] !== undefined) return objectText(schema, names, indent);
  if (typeof type !== "string") return "unknown";
  return type === "integer" ? "number" : type;
}

function arrayText(schema: JsonSchema, names: Readonly<Record<string, string>>, indent: string): string {
  const item = typeText((schema["items"] ?? {}) as JsonSchema, names, indent);
  return / \| /.test(item) && !item.startsWith("{") ? `(${item})[]` : `${item}[]`;
}

function objectText(schema: JsonSchema, names: Readonly<Record<string, string>>, indent: string): string {
  const required = (schema["required"] ?? []) as readonly string[];
  const inner = `${indent}  `;
  const members = Object.entries(schema["properties"] as Record<string, JsonSchema>).map(([name, member]) => {
    const text = `${name}${required.includes(name) ? "" : "?"}: ${typeText(member, names, inner)}`;
    return { text, note: member["description"] as string | undefined };
  });
  const short = `{ ${members.map(({ text }) => text).join(", ")} }`;
  const isShort = indent.length + short.length <= WIDTH && !short.includes("\n");
  if (isShort && members.every(({ note }) => note === undefined)) return members.length === 0 ? "{}" : short;
  const lines = members.map(({ text, note }) => `${inner}${text}${note === undefined ? "" : `  // ${note}`}`);
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}
