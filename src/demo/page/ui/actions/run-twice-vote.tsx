import type { PublicHand } from "../../../../poker/table-view.ts";
import { useNow } from "../parts/clock-ring.tsx";
import { useSender } from "./busy.ts";

interface RunTwiceVoteProps {
  readonly offer: NonNullable<PublicHand["runTwice"]>;
  readonly seat: number;
}

export function RunTwiceVote({ offer, seat }: RunTwiceVoteProps) {
  const { isBusy, give } = useSender();
  const seconds = Math.max(0, Math.ceil((Date.parse(offer.dueAt) - useNow(500)) / 1000));
  if (offer.agreed.includes(seat)) return <p className="actions-note">You agreed. Waiting for the others.</p>;
  return (
    <div className="vote" role="group" aria-label="Deal the rest of the board twice?">
      <p className="actions-note">Deal the rest of the board twice? {seconds} s</p>
      <div className="turn-buttons">
        <button
          type="button"
          className="act"
          disabled={isBusy}
          onClick={() => void give({ type: "runTwice", agree: false })}
        >
          Once
        </button>
        <button
          type="button"
          className="act act-passive"
          disabled={isBusy}
          onClick={() => void give({ type: "runTwice", agree: true })}
        >
          Twice
        </button>
      </div>
    </div>
  );
}
