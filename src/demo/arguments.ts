import { parseArgs } from "node:util";
import { VARIANT_NAMES, type VariantName } from "../poker/variant.ts";

export interface DemoArguments {
  /** Bots only, no thinking time. */
  readonly headless: boolean;
  /** Null: plays on until Ctrl-C. */
  readonly hands: number | null;
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

export const HELP = `Plays poker on this machine: Redis, a local 100ms, Croupier and bots.

npm run demo -- [options]

  --headless       bots only, as fast as they can, 20 hands unless --hands says otherwise
  --hands N        end after N hands (without --headless play goes on until Ctrl-C)
  --players N      bots at the table, 2 to 9 (4)
  --variant NAME   ${VARIANT_NAMES.join(", ")} (nlhe)
  --seed TEXT      the same cards and the same minds again
  --speed N        how many times faster than people the bots play (1); with --headless they do not think at all
  --help           this text

Redis: that of REDIS_URL when it answers, else redis-server or valkey-server of the PATH, else Debian's package
(as root), else Docker. Exit code 0: everything held; 1: it did not, or the demo could not run; 2: wrong options.`;

const OPTIONS = {
  headless: { type: "boolean", default: false },
  hands: { type: "string" },
  players: { type: "string", default: "4" },
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

  const hands =
    values.hands === undefined ? (values.headless ? 20 : null) : wholeNumber(values.hands, 1, 100_000);
  const players = wholeNumber(values.players, 2, 9);
  const variant = VARIANT_NAMES.find((name) => name === values.variant);
  const speed = /^\d+(\.\d+)?$/.test(values.speed) ? Number(values.speed) : Number.NaN;
  const faults = [
    ...(Number.isNaN(hands) ? ["--hands must be a whole number from 1 to 100000"] : []),
    ...(Number.isNaN(players) ? ["--players must be a whole number from 2 to 9"] : []),
    ...(variant === undefined ? [`--variant must be one of ${VARIANT_NAMES.join(", ")}`] : []),
    ...(speed >= 0.1 && speed <= 1000 ? [] : ["--speed must be a number from 0.1 to 1000"]),
    ...(values.seed === "" ? ["--seed must not be empty"] : []),
  ];
  if (faults.length > 0 || variant === undefined) return { wanted: "nothing", faults };
  return {
    wanted: "demo",
    arguments: { headless: values.headless, hands, players, variant, seed: values.seed ?? null, speed },
  };
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
