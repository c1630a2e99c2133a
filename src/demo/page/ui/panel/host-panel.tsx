import { useId } from "react";
import { useSender } from "../actions/busy.ts";
import { isInPlay } from "../model/in-play.ts";
import { useScene } from "../scene.ts";
import { HostOptions } from "./host-options.tsx";
import { HostPlayers } from "./host-players.tsx";

/** What only a host may do. */
export function HostPanel() {
  const { table } = useScene();
  const { isBusy, give } = useSender();
  const why = useId();
  const isPaused = table.status === "paused";
  return (
    <div className="host">
      <div className="turn-buttons">
        <button
          type="button"
          className="act"
          disabled={isBusy}
          onClick={() => void give({ type: isPaused ? "resume" : "pause" })}
        >
          {isPaused ? "Resume play" : "Pause play"}
        </button>
        <button
          type="button"
          className="act"
          disabled={isBusy || isPaused || isInPlay(table)}
          aria-describedby={why}
          onClick={() => void give({ type: "start" })}
        >
          Start a hand
        </button>
      </div>
      <p className="quiet" id={why}>
        {isPaused
          ? "A paused table deals no hand."
          : isInPlay(table) && "A hand is being played; the next one can be started when it is over."}
      </p>
      <Requests />
      <HostPlayers />
      <section aria-label="Settings of the table">
        <h3>Settings</h3>
        <HostOptions />
      </section>
    </div>
  );
}

function Requests() {
  const { table, nameOf } = useScene();
  const { isBusy, give } = useSender();
  const { requests = [] } = table;
  if (requests.length === 0) return null;
  return (
    <section aria-label="Seats asked for">
      <h3>Ask for a seat</h3>
      <ul className="host-list">
        {requests.map((player) => (
          <li key={player}>
            <span>{nameOf(player)}</span>
            <button
              type="button"
              className="minor"
              disabled={isBusy}
              aria-label={`Approve ${nameOf(player)}`}
              onClick={() => void give({ type: "approve", player })}
            >
              Approve
            </button>
            <button
              type="button"
              className="minor"
              disabled={isBusy}
              aria-label={`Refuse ${nameOf(player)}`}
              onClick={() => void give({ type: "refuse", player })}
            >
              Refuse
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
