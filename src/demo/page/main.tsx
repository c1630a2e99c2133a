import "./demo.css";
import { lazy, Suspense, use } from "react";
import { createRoot } from "react-dom/client";
import { FourPlayers } from "./four-players.tsx";
import { Lobby } from "./lobby.tsx";
import { fetchPlace } from "./place.ts";

// The lobby does without 100ms' SDK, which is larger than all the rest.
const SeatPage = lazy(async () => ({ default: (await import("./seat-page.tsx")).SeatPage }));

const asked = new URLSearchParams(window.location.search);
const fetching = fetchPlace().catch((error: unknown) => error as Error);

/** `/`: the lobby; `/?as=alice&bots=3`: a seat; `/?four`: four of them. */
function Demo() {
  const place = use(fetching);
  if (place instanceof Error)
    return (
      <p className="notice" role="alert">
        {place.message}
      </p>
    );
  const player = asked.get("as");
  if (player !== null)
    return <SeatPage place={place} player={player} bots={Number(asked.get("bots") ?? 0)} />;
  return asked.has("four") ? <FourPlayers place={place} /> : <Lobby place={place} />;
}

const root = document.getElementById("root");
if (root === null) throw new Error("the page has no place for the demo");
createRoot(root).render(
  <Suspense
    fallback={
      <p className="notice" role="status">
        One moment…
      </p>
    }
  >
    <Demo />
  </Suspense>,
);
