import { z } from "zod";
import type { Outcome } from "./outcome.ts";
import { replayHighPair, replayLowPair } from "./replay-pair.ts";
import { replayVector } from "./replay-vector.ts";
import { handRecord, highPair, lowPair } from "./vector-record.ts";

/** One line of a `.jsonl` file: a hand or a pair of hands. A line that is neither has failed. */
export function replayLine(line: string, name: string): Outcome {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { kind: "failed", name, differences: [`no JSON: ${String(error)}`] };
  }
  if (typeof value !== "object" || value === null)
    return { kind: "failed", name, differences: ["no record"] };
  if ("variant" in value) return replayIfValid(handRecord.safeParse(value), name, replayVector);
  if ("aLow" in value) return replayIfValid(lowPair.safeParse(value), name, replayLowPair);
  return replayIfValid(highPair.safeParse(value), name, replayHighPair);
}

function replayIfValid<Value>(
  parsed: z.ZodSafeParseResult<Value>,
  name: string,
  replay: (record: Value) => Outcome,
): Outcome {
  if (parsed.success) return replay(parsed.data);
  return { kind: "failed", name, differences: [z.prettifyError(parsed.error).replaceAll("\n", " ")] };
}
