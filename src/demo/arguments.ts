import { parseArgs } from "node:util";
import { VARIANT_NAMES, type VariantName } from "../poker/variant.ts";
import { USUAL_PORT } from "./page-server.ts";

export interface DemoArguments {
  /** `page`: people in browsers; `terminal`: bots at a human pace; `headless`: bots without thinking time. */
  readonly mode: "page" | "terminal" | "headless";
  /** Of the page; null: the usual one, if it is free. */
  readonly port: number | null;
  /** 100ms itself instead of the emulator. */
  readonly isReal: boolean;
  /** Of bots in the terminal. Null: plays on until Ctrl-C. */
  readonly hands: number | null;
  /** Bots in the terminal. */
  readonly players: number;
  readonly variant: VariantName;
  /** Null: other cards every time. */
  readonly seed: string | null;
  /** How many times faster than people. */
  readonly speed: number;
}

type ReadArguments =
  | { readonly wanted: "demo"; readonly arguments: DemoArguments }
  | { readonly wanted: "help" }
  | { readonly wanted: "nothing"; readonly faults: readonly string[] };

export const HELP = `Plays poker on this machine: Redis, a local 100ms, Croupier, and a page where you sit down with bots and friends.

npm run demo -- [options]

  --variant NAME   ${VARIANT_NAMES.join(", ")} (nlhe)
  --seed TEXT      the same cards again
  --speed N        how many times faster than people the bots play (1)
  --port N         of the page (${USUAL_PORT}, or another when that is taken)
  --real           100ms itself instead of the local one: docs/demo.md

Without a page:

  --headless       bots only, as fast as they can, 20 hands unless --hands says otherwise
  --terminal       bots only, at a human pace, until Ctrl-C unless --hands says otherwise
  --hands N        end after N hands
  --players N      bots at the table, 2 to 9 (4)

  --help           this text

Redis: that of REDIS_URL when it answers, else redis-server or valkey-server of the PATH, else Debian's package
(as root), else Docker. Exit code 0: everything held; 1: it did not, or the demo could not run; 2: wrong options.`;

const OPTIONS = {
  headless: { type: "boolean", default: false },
  terminal: { type: "boolean", default: false },
  real: { type: "boolean", default: false },
  port: { type: "string" },
  hands: { type: "string" },
  players: { type: "string" },
  variant: { type: "string", default: "nlhe" },
  seed: { type: "string" },
  speed: { type: "string", default: "1" },
  help: { type: "boolean", short: "h", default: false },
} as const;

export function readArguments(args: readonly string[]): ReadArguments {
  const parsed = parse(args);
  if (!parsed.ok) return { wanted: "nothing", faults: [parsed.fault] };
  const { values } = parsed;
  if (values.help) return { wanted: "help" };

  const mode = values.headless ? "headless" : values.terminal ? "terminal" : "page";
  const hands =
    values.hands === undefined ? (values.headless ? 20 : null) : wholeNumber(values.hands, 1, 100_000);
  const players = wholeNumber(values.players ?? "4", 2, 9);
  const port = values.port === undefined ? null : wholeNumber(values.port, 1, 65_535);
  const variant = VARIANT_NAMES.find((name) => name === values.variant);
  const speed = /^\d+(\.\d+)?$/.test(values.speed) ? Number(values.speed) : Number.NaN;
  const faults = [
    ...modeFaults(mode, values),
    ...(Number.isNaN(hands) ? ["--hands must be a whole number from 1 to 100000"] : []),
    ...(Number.isNaN(players) ? ["--players must be a whole number from 2 to 9"] : []),
    ...(Number.isNaN(port) ? ["--port must be a whole number from 1 to 65535"] : []),
    ...(variant === undefined ? [`--variant must be one of ${VARIANT_NAMES.join(", ")}`] : []),
    ...(speed >= 0.1 && speed <= 1000 ? [] : ["--speed must be a number from 0.1 to 1000"]),
    ...(values.seed === "" ? ["--seed must not be empty"] : []),
  ];
  if (faults.length > 0 || variant === undefined) return { wanted: "nothing", faults };
  const { real: isReal, seed = null } = values;
  return { wanted: "demo", arguments: { mode, port, isReal, hands, players, variant, seed, speed } };
}

type Given = Readonly<Record<string, string | boolean | undefined>>;

function modeFaults(mode: DemoArguments["mode"], given: Given): readonly string[] {
  if (given.headless === true && given.terminal === true) return ["--headless or --terminal, not both"];
  const foreign = mode === "page" ? ["hands", "players"] : ["port", "real"];
  const belongs = mode === "page" ? "belongs to --headless and --terminal" : "belongs to the page";
  return foreign
    .filter((name) => given[name] !== undefined && given[name] !== false)
    .map((name) => `--${name} ${belongs}`);
}

function parse(args: readonly string[]) {
  try {
    return { ok: true as const, values: parseArgs({ args: [...args], options: OPTIONS }).values };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith("ERR_PARSE_ARGS") !== true) throw error;
    return { ok: false as const, fault: message };
  }
}

function wholeNumber(text: string, min: number, max: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : Number.NaN;
}
