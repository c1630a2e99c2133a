import { ASSUMPTIONS, COSTS, SIZES } from "../../bench/capacity-figures.ts";
import { type Needs, needsOf, roomKb } from "../../bench/capacity-model.ts";

const START = "<!-- Written by npm run docs from bench/capacity-figures.ts. -->";
const END = "<!-- Until here. -->";

const ROOMS = [1000, 100_000, 1_000_000];

type Row = readonly [what: string, of: (needs: Needs) => string];

const ROWS: readonly Row[] = [
  ["actions a second", ({ actionsPerSecond }) => count(actionsPerSecond)],
  ["calls to 100ms a second", ({ callsPerSecond }) => count(callsPerSecond)],
  ["web processes", ({ webs }) => count(webs)],
  ["workers", ({ workers }) => count(workers)],
  ["Redis masters", ({ redisMasters }) => count(redisMasters)],
  ["memory of all masters", ({ redisGb }) => `${redisGb < 10 ? redisGb.toFixed(1) : count(redisGb)} GB`],
  ["processors and memory, a month", ({ dollarsAMonth }) => `$${count(roughly(dollarsAMonth))}`],
];

/** The page with its figures written anew. */
export function capacityPage(page: string): string {
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error("docs/capacity.md has lost its generated part");
  return `${before}${START}\n\n${generated()}\n\n${END}${after}`;
}

function generated(): string {
  const needs = ROOMS.map((rooms) => needsOf(rooms, COSTS, SIZES, ASSUMPTIONS));
  const { idleCores, webMicros, messageMicros, redisMicros, messagesAnAction } = COSTS;
  return [
    `An action costs the web process ${count(webMicros)} µs, Redis ${count(redisMicros)} µs, and the worker ${count(messageMicros)} µs for each of`,
    `its ${messagesAnAction} messages. When nobody acts a web process uses ${percent(idleCores.web)} of a core, a worker ${percent(idleCores.worker)}, Redis ${percent(idleCores.redis)}. A room that has`,
    `been played in for hours takes ${count(roomKb(SIZES, ASSUMPTIONS))} KB in Redis.`,
    "",
    `| rooms of six in play | ${ROOMS.map(count).join(" | ")} |`,
    `|---|${ROOMS.map(() => "--:|").join("")}`,
    ...ROWS.map(([what, of]) => `| ${what} | ${needs.map(of).join(" | ")} |`),
  ].join("\n");
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** To two digits: prices are no more certain than that. */
function roughly(value: number): number {
  return Number(value.toPrecision(2));
}
