import { randomUUID } from "node:crypto";
import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";

const SKEW_SECONDS = 5;
const LONGEST_LIFE_SECONDS = 14 * 24 * 3600;
const REMEMBERED = 1000;

export interface AuthTokenRequest {
  readonly roomId: string;
  readonly userId: string;
  readonly role: string;
  /** A day when absent; may be negative. */
  readonly expiresInSeconds?: number | undefined;
}

export interface Tokens {
  /** What an app's token server makes for a peer. */
  authToken(request: AuthTokenRequest): Promise<string>;
  /** Null when the `Authorization` header has a management token that is in force, else why not. */
  managementFault(authorization: string | undefined): Promise<string | null>;
}

export function createTokens(deps: {
  readonly accessKey: string;
  readonly appSecret: string;
  readonly now: () => number;
}): Tokens {
  const { accessKey, now } = deps;
  const key = new TextEncoder().encode(deps.appSecret);
  const inForceUntilMs = new Map<string, number>();

  async function judge(token: string): Promise<string | null> {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      clockTolerance: SKEW_SECONDS,
      currentDate: new Date(now()),
      requiredClaims: ["exp", "iat", "nbf", "jti"],
    });
    const fault = claimsFault(payload, accessKey, now());
    if (fault !== null) return fault;
    if (inForceUntilMs.size >= REMEMBERED) inForceUntilMs.clear();
    inForceUntilMs.set(token, (payload.exp ?? 0) * 1000);
    return null;
  }

  return {
    authToken({ roomId, userId, role, expiresInSeconds = 24 * 3600 }) {
      const nowSeconds = Math.floor(now() / 1000);
      return new SignJWT({
        access_key: accessKey,
        type: "app",
        version: 2,
        room_id: roomId,
        user_id: userId,
        role,
      })
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .setJti(randomUUID())
        .setIssuedAt(nowSeconds)
        .setNotBefore(nowSeconds)
        .setExpirationTime(nowSeconds + expiresInSeconds)
        .sign(key);
    },
    async managementFault(authorization) {
      const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
      if (token === undefined) return "a bearer token is required";
      if (now() < (inForceUntilMs.get(token) ?? 0)) return null;
      try {
        return await judge(token);
      } catch (error) {
        if (error instanceof errors.JOSEError) return `token is not valid: ${error.code}`;
        throw error;
      }
    },
  };
}

function claimsFault(payload: JWTPayload, accessKey: string, nowMs: number): string | null {
  const { iat = 0, exp = 0 } = payload;
  if (payload.access_key !== accessKey) return "unknown access_key";
  if (payload.type !== "management") return "a management token is required";
  if (payload.version !== 2) return "version must be 2";
  if (iat > nowMs / 1000 + SKEW_SECONDS) return "iat is in the future";
  return exp - iat > LONGEST_LIFE_SECONDS ? "a token lives 14 days at most" : null;
}
