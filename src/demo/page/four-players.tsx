import { seatAddress } from "./lobby.tsx";
import type { Place } from "./place.ts";

/** Four people side by side, each in a page of their own: what one sees, the others do not. */
export function FourPlayers({ place }: { readonly place: Place }) {
  return (
    <main className="four">
      <h1 className="unseen">Four players</h1>
      {place.people.slice(0, 4).map((person) => (
        <iframe
          key={person.player}
          title={`The table as ${person.name} sees it`}
          src={seatAddress(person, 0)}
          allow="camera; microphone; autoplay"
        />
      ))}
    </main>
  );
}
