import type { Attention } from "../../src/attention.ts";

/** Everything that is found after seconds is found after one. */
export const SOON_WORRIED: Attention = {
  reportEveryMs: 100,
  eventLoop: { startMs: 200, windowMs: 2000, tellingMs: 1000 },
  tooLong: { undeliveredMs: 1000, queuedMs: 1000, standingMs: 1000, lateMs: 500, silentMs: 1000 },
};
