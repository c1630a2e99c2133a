import type { GameDescription, JsonSchema } from "../../src/game/description.ts";
import { typeText } from "./type-text.ts";

const START = "<!-- Written by npm run docs from the schemas in src/poker/schemas. -->";
const END = "<!-- Until here. -->";

/** The page with the views and events of its generated part written anew. */
export function messagesPage(page: string, game: GameDescription): string {
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error("docs/messages.md has lost its generated part");
  return `${before}${START}\n\n${generated(game)}\n${END}${after}`;
}

function generated({ schemas, roles }: GameDescription): string {
  const names = { PokerCard: "card", PokerHand: "hand" };
  const type = (name: string) => typeText(schemas[name] ?? {}, names);
  return [
    "```ts",
    `table: ${type(roles.table)}`,
    `hand: ${type("PokerHand")}`,
    `you: ${type(roles.you)}`,
    "```",
    "",
    "An event has a `type` and these members:",
    "",
    "| `type` | members |",
    "|---|---|",
    ...eventsOf(schemas[roles.event] ?? {}).map((event) => eventRow(event, names)),
    "",
  ].join("\n");
}

function eventsOf(schema: JsonSchema): readonly JsonSchema[] {
  return (schema["oneOf"] ?? schema["anyOf"] ?? []) as readonly JsonSchema[];
}

function eventRow(event: JsonSchema, names: Readonly<Record<string, string>>): string {
  const { type = {}, ...members } = event["properties"] as Record<string, JsonSchema>;
  const required = (event["required"] ?? []) as readonly string[];
  const types = (type["enum"] ?? [type["const"]]) as readonly string[];
  const texts = Object.entries(members).map(([name, member]) => {
    const values = typeText(member, names)
      .replaceAll("\n", " ")
      .replaceAll(/ +/g, " ")
      .replaceAll("|", "\\|");
    return `\`${name}${required.includes(name) ? "" : "?"}\`: ${name === "changes" ? "what was configured" : values}`;
  });
  return `| ${types.map((one) => `\`${one}\``).join(", ")} | ${texts.join("; ")} |`;
}
