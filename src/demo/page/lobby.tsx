import type { Person, Place } from "./place.ts";

/** Bots that sit down with whoever comes to an empty table. */
const COMPANY = 3;

/** Where a visitor begins: one click, and the cards are dealt. */
export function Lobby({ place }: { readonly place: Place }) {
  const [first, ...others] = place.people;
  return (
    <main className="lobby">
      <h1>
        <span aria-hidden="true">♠ </span>Croupier
      </h1>
      <p className="lobby-lead">
        {place.initEndpoint === null
          ? "Poker in your own 100ms video room."
          : "Poker in a 100ms video room. Everything here runs on this machine."}
      </p>
      {first !== undefined && (
        <p>
          <a className="lobby-play" href={seatAddress(first, COMPANY)}>
            Play as {first.name} against {COMPANY} bots
          </a>
        </p>
      )}
      <nav aria-label="Other seats" className="lobby-more">
        {others.map((person) => (
          <a key={person.player} className="lobby-seat" href={seatAddress(person, COMPANY)}>
            Sit as {person.name}
          </a>
        ))}
        <a className="lobby-seat" href="/?four">
          Watch four players at once
        </a>
      </nav>
      <p className="lobby-note">
        Open more of them in other tabs or windows: they meet at the same table. Bots come and go with + and −
        above it. The chips are play money.
      </p>
    </main>
  );
}

/** `bots`: to begin with, at a table that is empty. */
export function seatAddress({ player }: Person, bots: number): string {
  return `/?${new URLSearchParams({ as: player, bots: String(bots) }).toString()}`;
}
