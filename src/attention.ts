import type { EventLoopWindows } from "./event-loop.ts";
import { TOO_LONG, type TooLong } from "./rooms/health.ts";

/** How often a process says how it is, and after how long it worries. */
export interface Attention {
  readonly reportEveryMs: number;
  readonly eventLoop: EventLoopWindows;
  readonly tooLong: TooLong;
}

export const USUAL_ATTENTION: Attention = {
  reportEveryMs: 2000,
  eventLoop: { startMs: 3000, windowMs: 10_000, tellingMs: 5000 },
  tooLong: TOO_LONG,
};
