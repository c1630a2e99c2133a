import { isIPv6 } from "node:net";
import type { PlainRequest } from "./route.ts";

const LOOPBACK = /^(::ffff:)?127\.|^::1$/;
const MAPPED_IPV4 = /^::ffff:(?=\d+\.)/i;

/**
 * Where requests come from, as far as they are to be counted. Null: from this machine itself (a proxy that TRUST_PROXY
 * does not name, a probe, the demo), which says nothing about the client.
 */
export function createAddressReader(trustsProxies: boolean): (req: PlainRequest) => string | null {
  return (req) => {
    const address = req.ip ?? "";
    const isForwarded = trustsProxies && req.headers["x-forwarded-for"] !== undefined;
    return LOOPBACK.test(address) && !isForwarded ? null : networkOf(address);
  };
}

/** An IPv6 client has 2^64 addresses to choose from: the network is what counts. */
export function networkOf(address: string): string {
  const plain = address.replace(MAPPED_IPV4, "");
  if (!isIPv6(plain)) return plain.slice(0, 64);
  const [head = "", tail] = plain.split("%", 1).join("").split("::");
  const [before, after] = [groupsOf(head), groupsOf(tail ?? "")];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => "0");
  const groups = tail === undefined ? before : [...before, ...zeros, ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

function groupsOf(text: string): readonly string[] {
  return text === "" ? [] : text.split(":");
}
