import type { Config } from "../config.ts";
import type { Emulator } from "../emulator/emulator.ts";
import type { Seated } from "./seats.ts";

interface Addresses {
  /** Of Croupier. */
  readonly url: string;
  readonly room: string;
  readonly config: Config;
  readonly emulator: Emulator;
  readonly seated: readonly Seated[];
}

/** Where everything is, with commands to try. */
export function describeAddresses({ url, room, config, emulator, seated }: Addresses): readonly string[] {
  const [first] = seated;
  const table = `${url}/v1/rooms/${room}/table`;
  return [
    `100ms      ${emulator.origin} (the emulator)`,
    `Croupier   ${url}`,
    "",
    "How is it?",
    curl(`${url}/admin/health`, config.adminToken),
    ...(first === undefined ? [] : ["", `What does ${first.name} see?`, curl(table, first.peer.authToken)]),
  ];
}

function curl(url: string, token: string): string {
  return `  curl -s -H 'authorization: Bearer ${token}' ${url}`;
}
