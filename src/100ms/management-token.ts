import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";

const LIFE_SECONDS = 24 * 3600;
const RENEW_AFTER_MS = (LIFE_SECONDS * 1000) / 2;
/** 100ms' clock may be behind ours. */
const SKEW_SECONDS = 10;

export interface ManagementToken {
  current(): Promise<string>;
  /** A token other than `previous`, which 100ms refused. Asking at the same time mints once. */
  renew(previous: string): Promise<string>;
}

export function createManagementToken(deps: {
  readonly accessKey: string;
  readonly appSecret: string;
  readonly now: () => number;
}): ManagementToken {
  const key = new TextEncoder().encode(deps.appSecret);
  let minting: { readonly token: Promise<string>; readonly renewAtMs: number } | null = null;

  function mint() {
    const nowMs = deps.now();
    const minted = { token: sign(deps.accessKey, key, nowMs), renewAtMs: nowMs + RENEW_AFTER_MS };
    minting = minted;
    return minted;
  }

  function held() {
    return minting !== null && deps.now() < minting.renewAtMs ? minting : mint();
  }

  return {
    current: () => held().token,
    async renew(previous) {
      const asked = held();
      const token = await asked.token;
      if (token !== previous) return token;
      // Whoever comes here first replaces it; the others find theirs replaced.
      return (minting === asked ? mint() : held()).token;
    },
  };
}

function sign(accessKey: string, key: Uint8Array, nowMs: number): Promise<string> {
  const nowSeconds = Math.floor(nowMs / 1000);
  return new SignJWT({ access_key: accessKey, type: "management", version: 2 })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setJti(randomUUID())
    .setIssuedAt(nowSeconds - SKEW_SECONDS)
    .setNotBefore(nowSeconds - SKEW_SECONDS)
    .setExpirationTime(nowSeconds + LIFE_SECONDS)
    .sign(key);
}
