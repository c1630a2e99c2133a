export interface SentinelAddress {
  /** Of the master among those that the sentinels watch. */
  readonly name: string;
  readonly sentinels: readonly { readonly host: string; readonly port: number }[];
  readonly isEncrypted: boolean;
  /** Of Redis itself. */
  readonly username: string;
  readonly password: string;
  readonly db: number;
  /** Of the sentinels, when they want one. */
  readonly sentinelUsername: string;
  readonly sentinelPassword: string;
}

const SENTINEL_PORT = 26_379;

const SHAPE =
  /^redis(?<tls>s?)\+sentinel:\/\/(?:(?<user>[^:@/]*):(?<password>[^@/]*)@)?(?<hosts>[^/?@]+)\/(?<name>[^/?]+)(?:\/(?<db>\d+))?(?:\?(?<query>.*))?$/;
const HOST = /^(?<host>[\w.-]+|\[[\da-fA-F:]+\])(?::(?<port>\d{1,5}))?$/;

/**
 * `redis+sentinel://user:password@host:26379,host:26379/name/db?sentinelPassword=…`, of which hosts and name are needed;
 * `rediss+sentinel` for TLS to all of them. Null when it is none.
 */
export function readSentinelUrl(text: string): SentinelAddress | null {
  const parts = SHAPE.exec(text)?.groups;
  const sentinels = parts?.["hosts"]?.split(",").map((host) => addressOf(host.trim()));
  if (parts === undefined || sentinels === undefined || sentinels.includes(null)) return null;
  const query = new URLSearchParams(parts["query"] ?? "");
  return {
    name: decodeURIComponent(parts["name"] ?? ""),
    sentinels: sentinels.filter((sentinel) => sentinel !== null),
    isEncrypted: parts["tls"] === "s",
    username: decodeURIComponent(parts["user"] ?? ""),
    password: decodeURIComponent(parts["password"] ?? ""),
    db: Number(parts["db"] ?? 0),
    sentinelUsername: query.get("sentinelUsername") ?? "",
    sentinelPassword: query.get("sentinelPassword") ?? "",
  };
}

function addressOf(text: string): { readonly host: string; readonly port: number } | null {
  const parts = HOST.exec(text)?.groups;
  if (parts === undefined) return null;
  return {
    host: (parts["host"] ?? "").replace(/^\[|\]$/g, ""),
    port: Number(parts["port"] ?? SENTINEL_PORT),
  };
}
