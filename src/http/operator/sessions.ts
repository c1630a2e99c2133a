import { createHash, createHmac, randomBytes } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { createSecretCheck } from "../secrets.ts";

/** An operator's session in a browser: a signed end, kept by nobody but the browser. */
export interface Sessions {
  /** A new one, as a Set-Cookie header. `isSecure`: the browser came by HTTPS. */
  open(isSecure: boolean): string;
  /** The Set-Cookie header that makes a browser forget it. */
  forget(): string;
  /** The valid session of a request; null: none. */
  read(req: IncomingMessage): Session | null;
}

export interface Session {
  /** Has to come with every form: another site cannot know it. */
  readonly formToken: string;
  isFormToken(presented: string): boolean;
}

const COOKIE = "croupier_operator";
const LASTS_MS = 3_600_000;
const ATTRIBUTES = "Path=/admin; HttpOnly; SameSite=Strict";

/** A new operator's token ends all of them. */
export function createSessions(adminToken: string, nowMs: () => number): Sessions {
  const key = createHash("sha256").update(`croupier operator session\n${adminToken}`).digest();
  const sign = (text: string): string => createHmac("sha256", key).update(text).digest("base64url");

  const isValid = (value: string): boolean => {
    const [endsAtMs = "", nonce = "", signature = ""] = value.split(".");
    return isSame(sign(`${endsAtMs}.${nonce}`), signature) && Number(endsAtMs) > nowMs();
  };
  return {
    open(isSecure) {
      const head = `${nowMs() + LASTS_MS}.${randomBytes(16).toString("base64url")}`;
      const age = `Max-Age=${LASTS_MS / 1000}${isSecure ? "; Secure" : ""}`;
      return `${COOKIE}=${head}.${sign(head)}; ${ATTRIBUTES}; ${age}`;
    },
    forget: () => `${COOKIE}=; ${ATTRIBUTES}; Max-Age=0`,
    read(req) {
      const value = cookieOf(req);
      if (value === null || !isValid(value)) return null;
      const formToken = sign(`form of ${value}`);
      return { formToken, isFormToken: (presented) => isSame(formToken, presented) };
    },
  };
}

function isSame(known: string, presented: string): boolean {
  return createSecretCheck([known])(presented);
}

function cookieOf({ headers }: IncomingMessage): string | null {
  const cookies = (headers.cookie ?? "").split(";").map((cookie) => cookie.trim());
  const ours = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`));
  return ours?.slice(COOKIE.length + 1) ?? null;
}
