import type { TableChanges } from "./table-changes.ts";
import type { PeopleEvent } from "./table-event.ts";
import { changeSeat } from "./table-seat.ts";
import { type Person, seatOf, type TableState, withoutWaiting } from "./table-state.ts";

export const peopleChanges: TableChanges<PeopleEvent> = {
  PersonArrived: (state, { player, profile }) => withPerson(state, { player, ...profile }),
  PersonChanged: (state, { player, profile }) =>
    withPerson(profile.mayPlay ? state : withoutWaiting(state, player), { player, ...profile }),
  PersonGone: (state, { player, atMs }) => {
    const seat = seatOf(state, player);
    const without = {
      ...withoutWaiting(state, player),
      people: state.people.filter((person) => person.player !== player),
    };
    return seat === null ? without : changeSeat(without, seat.seat, { awaySinceMs: atMs });
  },
  SeatRequested: (state, { request }) => ({
    ...withoutWaiting(state, request.player),
    requests: [...state.requests, request],
  }),
  SeatRefused: (state, { player }) => withoutWaiting(state, player),
  PlayerEnlisted: (state, { player }) => ({ ...state, waitingList: [...state.waitingList, player] }),
  PlayerUnlisted: (state, { player }) => withoutWaiting(state, player),
  HostNamed: (state, { player }) => ({ ...state, host: player }),
};

function withPerson(state: TableState, person: Person): TableState {
  const place = state.people.findIndex((known) => known.player === person.player);
  const people = place === -1 ? [...state.people, person] : state.people.with(place, person);
  const seat = seatOf(state, person.player);
  const known = { ...state, people };
  return seat === null ? known : changeSeat(known, seat.seat, { name: person.name, awaySinceMs: null });
}
