import { useState } from "react";
import type { Command } from "../../../../client/views.ts";
import { useScene } from "../scene.ts";

interface Sender {
  /** Until the answer is there. */
  readonly isBusy: boolean;
  readonly give: (command: Command) => Promise<boolean>;
}

/** Sends one command at a time. */
export function useSender(): Sender {
  const { run } = useScene();
  const [isBusy, setBusy] = useState(false);
  const give = async (command: Command) => {
    if (isBusy) return false;
    setBusy(true);
    const isTaken = await run(command);
    setBusy(false);
    return isTaken;
  };
  return { isBusy, give };
}
