import type { HandAction, Seat } from "./hand-event.ts";

/** What the player to act may do. Amounts are chips; `…RaiseTo` are totals of the betting round, null when no bet or raise is allowed. */
export interface Legal {
  readonly seat: Seat;
  readonly actions: readonly HandAction[];
  readonly canCheck: boolean;
  /** Still to add, capped by the stack; 0 when checking is free. */
  readonly callAmount: number;
  readonly minRaiseTo: number | null;
  readonly maxRaiseTo: number | null;
}
