import { useLayoutEffect, useRef, useState } from "react";
import { type Anchor, type Flight, flightsOf } from "../model/flights.ts";
import type { Place } from "../model/seat-places.ts";
import type { Chapter } from "../model/story.ts";
import { Chips } from "./chips.tsx";
import { isMotionReduced } from "./motion.ts";

interface FlyingChipsProps {
  readonly chapter: Chapter;
  readonly seq: number;
  readonly placeOf: (anchor: Anchor) => Place;
}

const FLIGHT_MS = 420;

/** Chips on their way; nothing when motion is not wanted, since the table shows the outcome anyway. */
export function FlyingChips({ chapter, seq, placeOf }: FlyingChipsProps) {
  const { table, events } = chapter;
  const [flown, setFlown] = useState({ events, seats: table.seats });
  const [flights, setFlights] = useState<readonly Flight[]>([]);
  if (flown.events !== events) {
    setFlown({ events, seats: table.seats });
    setFlights(isMotionReduced() ? [] : flightsOf({ seq, events, before: flown.seats }));
  }
  const land = (id: string) => setFlights((all) => all.filter((flight) => flight.id !== id));
  return (
    <div className="flights" aria-hidden="true">
      {flights.map((flight) => (
        <FlyingStack
          key={flight.id}
          flight={flight}
          from={placeOf(flight.from)}
          to={placeOf(flight.to)}
          bigBlind={table.config.bigBlind}
          onLanded={() => land(flight.id)}
        />
      ))}
    </div>
  );
}

interface FlyingStackProps {
  readonly flight: Flight;
  readonly from: Place;
  readonly to: Place;
  readonly bigBlind: number;
  readonly onLanded: () => void;
}

function FlyingStack({ flight, from, to, bigBlind, onLanded }: FlyingStackProps) {
  const ref = useRef<HTMLDivElement>(null);
  const landed = useRef(onLanded);
  landed.current = onLanded;
  const { delayMs } = flight;
  const [start, end] = [shiftTo(from), shiftTo(to)];
  useLayoutEffect(() => {
    const flying = ref.current?.animate(
      [
        { transform: start, opacity: 1 },
        { transform: end, opacity: 1, offset: 0.92 },
        { transform: end, opacity: 0 },
      ],
      { duration: FLIGHT_MS, delay: delayMs, easing: "cubic-bezier(.3,.7,.3,1)", fill: "both" },
    );
    flying?.addEventListener("finish", () => landed.current());
    return () => flying?.cancel();
  }, [start, end, delayMs]);
  return (
    <div className="flight" ref={ref}>
      <Chips chips={flight.chips} bigBlind={bigBlind} />
    </div>
  );
}

/** In units of the felt, from its corner. */
function shiftTo({ x, y }: Place): string {
  return `translate(${x}cqw, ${y}cqh)`;
}
