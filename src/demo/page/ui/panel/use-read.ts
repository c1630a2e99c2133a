import { useEffect, useEffectEvent, useState } from "react";
import type { Answer } from "../../../../client/views.ts";
import { problemWords } from "../model/problem-words.ts";

export type Reading<Value> =
  | { readonly state: "loading" }
  | { readonly state: "there"; readonly value: Value }
  | { readonly state: "failed"; readonly why: string };

/** Reads when it is first shown, and again when `newest` changes; what was read stays until the next is there. */
export function useRead<Value>(read: () => Promise<Answer<Value>>, newest: unknown): Reading<Value> {
  const [reading, setReading] = useState<Reading<Value>>({ state: "loading" });
  const start = useEffectEvent(read);
  useEffect(() => {
    let isWanted = true;
    void start().then((answer) => {
      if (isWanted) setReading(readingOf(answer));
    });
    return () => {
      isWanted = false;
    };
  }, [newest]);
  return reading;
}

function readingOf<Value>(answer: Answer<Value>): Reading<Value> {
  if (answer.ok) return { state: "there", value: answer.value };
  return { state: "failed", why: problemWords(answer.problem) };
}
