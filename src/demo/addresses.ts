import type { Config } from "../config.ts";

interface Addresses {
  /** Of Croupier. */
  readonly url: string;
  readonly room: string;
  readonly config: Config;
  /** For people. */
  readonly platform: string;
  /** Alice's. */
  readonly token: string;
}

/** Where everything is, with commands to try. */
export function describeAddresses({ url, room, config, platform, token }: Addresses): readonly string[] {
  return [
    `100ms      ${platform}`,
    `Croupier   ${url}`,
    "           How is it?",
    curl(`${url}/admin/health`, config.adminToken),
    "           What does Alice see?",
    curl(`${url}/v1/rooms/${room}/table`, token),
  ];
}

function curl(url: string, token: string): string {
  return `curl -s -H 'authorization: Bearer ${token}' ${url}`;
}
