import type { Parsed } from "./game.ts";

type Faults = Extract<Parsed<never>, { ok: false }>["faults"];

/** As zod tells what is wrong with a value. */
interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Of `unrecognized_keys`. */
  readonly keys?: readonly string[];
}

/** What is wrong with a command, each unknown member for itself. */
export function commandFaults(issues: readonly Issue[]): Faults {
  return issues.flatMap(({ code, path: places, message, keys = [] }) => {
    const path = places.map(String);
    if (code !== "unrecognized_keys") return [{ path: path.join("."), message }];
    return keys.map((key) => ({ path: [...path, key].join("."), message: "unknown member" }));
  });
}
