import { useEffect, useState } from "react";
import { countdownAt, type FollowedClock } from "../model/countdown.ts";

const TICK_MS = 250;

/** Runs down around a seat. The turn's owner hears of it by the live region, so it is silent. */
export function ClockRing({ clock }: { readonly clock: FollowedClock }) {
  const nowMs = useNow(TICK_MS);
  const { fraction, seconds, isUrgent } = countdownAt(nowMs, clock.dueAtMs, clock.lengthMs);
  const state = clock.isTimeBank ? "bank" : isUrgent ? "urgent" : "calm";
  return (
    <span className="clock" data-state={state} aria-hidden="true">
      <svg className="clock-ring" viewBox="0 0 100 100">
        <circle className="clock-track" cx="50" cy="50" r="46" />
        <circle
          className="clock-left"
          cx="50"
          cy="50"
          r="46"
          pathLength="1"
          strokeDasharray={`${fraction} 1`}
        />
      </svg>
      <span className="clock-seconds">{seconds}</span>
    </span>
  );
}

/** The time, looked at so often. */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
