import { useState } from "react";
import type { Command, Problem } from "../../../client/views.ts";
import { useToldToGo } from "./parts/use-told-to-go.ts";
import type { Scene } from "./scene.ts";
import type { Send } from "./table-props.ts";

interface Standing {
  /** Why nothing is taken from this page any more. */
  readonly lapse: Problem | null;
  /** A seat was refused for good. */
  readonly isBarred: boolean;
  readonly toldToGo: ReadonlySet<string>;
  /** Sends, and learns from the answer. */
  readonly send: Send;
}

/** What answers tell for longer than a message is shown. */
export function useStanding(send: Send, { seats, status }: Scene["table"]): Standing {
  const [lapse, setLapse] = useState<Problem | null>(null);
  const [isBarred, setBarred] = useState(false);
  const { toldToGo, note } = useToldToGo(seats);
  // A table that was closed forgets whom it removed.
  if (isBarred && status === "closed") setBarred(false);
  const sendAndLearn = async (command: Command) => {
    const sent = await send(command);
    if (sent.ok) setLapse(null);
    else if (sent.problem.status === 401) setLapse(sent.problem);
    else if (sent.problem.code === "may_not_play") setBarred(true);
    if (command.type === "removeBot" && isOnTheWay(sent)) note(command.player);
    return sent;
  };
  return { lapse, isBarred, toldToGo, send: sendAndLearn };
}

/** It was sent away now or before. */
export function isOnTheWay(sent: Awaited<ReturnType<Send>>): boolean {
  return sent.ok || sent.problem.code === "nothing_to_do";
}
