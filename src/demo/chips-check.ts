import type { TableView } from "./message.ts";

interface Purchase {
  readonly player: string;
  readonly chips: number;
  /** Of the room when the chips were on the table; null while that is not known. */
  version: number | null;
}

interface Sighting {
  readonly seq: number;
  readonly chips: number;
  readonly players: readonly string[];
}

export interface ChipsCheck {
  /** A player asks for more chips. Until it is known what came of it, nothing is judged. */
  buy(player: string, chips: number): { got(version: number): void; refused(): void };
  see(seq: number, table: TableView): void;
  readonly faults: readonly string[];
  totals(): { readonly sightings: number; readonly boughtIn: number; readonly onTable: number };
}

/** Every chip that anybody brought is on the table, at every moment: stacks, bets and pots together. */
export function createChipsCheck(buyIn: number): ChipsCheck {
  const purchases: Purchase[] = [];
  const faults: string[] = [];
  let unjudged: Sighting[] = [];
  let judged = 0;
  let newest: Sighting = { seq: 0, chips: 0, players: [] };

  const judge = (): void => {
    if (purchases.some(({ version }) => version === null)) return;
    for (const sighting of unjudged) {
      const expected = boughtIn(sighting);
      if (sighting.chips !== expected)
        faults.push(`version ${sighting.seq}: ${sighting.chips} chips on the table, ${expected} bought in`);
    }
    judged += unjudged.length;
    unjudged = [];
  };
  const boughtIn = ({ seq, players }: Sighting): number =>
    purchases
      .filter(({ player, version }) => players.includes(player) && version !== null && version <= seq)
      .reduce((sum, { chips }) => sum + chips, buyIn * players.length);

  return {
    buy: (player, chips) => {
      const purchase: Purchase = { player, chips, version: null };
      purchases.push(purchase);
      return {
        got: (version) => {
          purchase.version = version;
          judge();
        },
        refused: () => {
          purchases.splice(purchases.indexOf(purchase), 1);
          judge();
        },
      };
    },
    see: (seq, table) => {
      const sighting = { seq, chips: chipsOn(table), players: table.seats.map(({ player }) => player) };
      if (seq > newest.seq) newest = sighting;
      unjudged.push(sighting);
      judge();
    },
    faults,
    totals: () => ({ sightings: judged, boughtIn: boughtIn(newest), onTable: newest.chips }),
  };
}

function chipsOn({ seats, hand }: TableView): number {
  const infront = seats.reduce((sum, { stack, bet }) => sum + stack + bet, 0);
  return (hand?.pots ?? []).reduce((sum, { chips }) => sum + chips, infront);
}
