import type { Config } from "../config.ts";
import type { Emulator } from "../emulator/emulator.ts";
import { castOf } from "./cast.ts";
import { PLAYER_ROLE } from "./environment.ts";

interface Addresses {
  /** Of Croupier. */
  readonly url: string;
  readonly room: string;
  readonly config: Config;
  readonly emulator: Emulator;
}

/** Where everything is, with commands to try. */
export async function describeAddresses(places: Addresses): Promise<readonly string[]> {
  const { url, room, config, emulator } = places;
  const [alice] = castOf(1);
  const token = await emulator.authToken({ roomId: room, userId: alice?.player ?? "", role: PLAYER_ROLE });
  return [
    `100ms      ${emulator.origin} (the emulator)`,
    `Croupier   ${url}`,
    "           How is it?",
    curl(`${url}/admin/health`, config.adminToken),
    `           What does ${alice?.name} see?`,
    curl(`${url}/v1/rooms/${room}/table`, token),
  ];
}

function curl(url: string, token: string): string {
  return `curl -s -H 'authorization: Bearer ${token}' ${url}`;
}
