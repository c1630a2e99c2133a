import type { TableConfig } from "../../src/poker/table-config.ts";
import { expect, expectNone } from "./check.ts";
import type { ChipsTold } from "./deliveries.ts";
import { effectFaults } from "./effects.ts";
import type { Player } from "./player.ts";
import {
  chipsByVersion,
  chipsMissing,
  foldsToState,
  gapsIn,
  handsMissing,
  type StoredRoom,
} from "./stored.ts";

interface Case {
  readonly room: StoredRoom;
  readonly roomId: string;
  readonly config: TableConfig;
  readonly players: readonly Player[];
  readonly told: readonly ChipsTold[];
  readonly writesLost: boolean;
}

/** After play: whether everything that must hold of a room holds. */
export function judgeRoom(given: Case): void {
  const { room, roomId, config, players, writesLost } = given;
  expect(chipsMissing(room) === 0, `${roomId}: ${chipsMissing(room)} chips too many by the ledger`);
  expectNone(gapsIn(room), `a gap in the versions of ${roomId}`);
  expectNone(handsMissing(room), `a hand of ${roomId} that is not on record`);
  expect(foldsToState(room, config), `${roomId}: its events do not give its state`);
  expectNone(chipFaults(given), "chips from nowhere");
  if (!writesLost) expectNone(effectFaults(room, players), `an effect in ${roomId}`);
}

function chipFaults({ room, roomId, config, told, writesLost }: Case): readonly string[] {
  const broughtIn = chipsByVersion(room, config);
  // Of a version whose events are gone, or were lost, it is known only that everybody brings the same.
  const mayBeUnknown = writesLost || broughtIn.size === 0;
  const wrong = told.filter(({ version, chips }) => {
    const expected = broughtIn.get(version);
    if (expected === undefined && mayBeUnknown) return chips % config.buyIn !== 0;
    return chips !== expected;
  });
  return wrong.map(
    ({ version, chips }) => `${roomId} version ${version}: ${chips} instead of ${broughtIn.get(version)}`,
  );
}
