import { randomUUID } from "node:crypto";
import { CompactSign, errors, type JWTPayload, jwtVerify } from "jose";

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

/** Who an auth token says its bearer is. */
export interface AuthClaims {
  readonly roomId: string;
  readonly userId: string;
  readonly role: string;
}

type AuthReading =
  | { readonly ok: true; readonly claims: AuthClaims }
  | { readonly ok: false; readonly fault: string };

export interface Tokens {
  /** What an app's token server makes for a peer. */
  authToken(request: AuthTokenRequest): Promise<string>;
  /** Of a peer that wants to join. */
  readAuthToken(token: string | null): Promise<AuthReading>;
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

  const verify = async (token: string, requiredClaims: string[]): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      clockTolerance: SKEW_SECONDS,
      currentDate: new Date(now()),
      requiredClaims,
    });
    return payload;
  };

  async function judge(token: string): Promise<string | null> {
    const payload = await verify(token, ["exp", "iat", "nbf", "jti"]);
    const fault = managementClaimsFault(payload, accessKey, now());
    if (fault !== null) return fault;
    if (inForceUntilMs.size >= REMEMBERED) inForceUntilMs.clear();
    inForceUntilMs.set(token, (payload.exp ?? 0) * 1000);
    return null;
  }

  return {
    authToken: (request) =>
      new CompactSign(new TextEncoder().encode(plainJson(claimsOf(request, accessKey, now()))))
        .setProtectedHeader({ alg: "HS256", typ: "JWT" })
        .sign(key),
    async readAuthToken(token) {
      if (token === null) return { ok: false, fault: "a token is required" };
      try {
        return readAuthClaims(await verify(token, ["exp", "iat"]), accessKey);
      } catch (error) {
        return { ok: false, fault: faultOf(error) };
      }
    },
    async managementFault(authorization) {
      const token = bearerOf(authorization);
      if (token === null) return "a bearer token is required";
      if (now() < (inForceUntilMs.get(token) ?? 0)) return null;
      try {
        return await judge(token);
      } catch (error) {
        return faultOf(error);
      }
    },
  };
}

function claimsOf(request: AuthTokenRequest, accessKey: string, nowMs: number) {
  const { roomId, userId, role, expiresInSeconds = 24 * 3600 } = request;
  const iat = Math.floor(nowMs / 1000);
  return {
    access_key: accessKey,
    type: "app",
    version: 2,
    room_id: roomId,
    user_id: userId,
    role,
    jti: randomUUID(),
    iat,
    nbf: iat,
    exp: iat + expiresInSeconds,
  };
}

export function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1] ?? null;
}

function faultOf(error: unknown): string {
  if (error instanceof errors.JOSEError) return `token is not valid: ${error.code}`;
  throw error;
}

/**
 * JSON whose base64url has no `-` and no `_`: the browser SDK decodes a token's claims by `atob`, which knows neither,
 * nor any character outside Latin-1.
 */
function plainJson(value: object): string {
  return JSON.stringify(value).replace(
    /[^ -=@-}]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function readAuthClaims(payload: JWTPayload, accessKey: string): AuthReading {
  const { room_id: roomId, user_id: userId, role } = payload;
  const refuse = (fault: string): AuthReading => ({ ok: false, fault });
  if (payload.access_key !== accessKey) return refuse("unknown access_key");
  if (payload.type !== "app") return refuse("an auth token is required");
  if (payload.version !== 2) return refuse("version must be 2");
  if (typeof roomId !== "string" || roomId === "") return refuse("room_id is required");
  if (typeof userId !== "string" || typeof role !== "string") return refuse("user_id and role are required");
  return { ok: true, claims: { roomId, userId, role } };
}

function managementClaimsFault(payload: JWTPayload, accessKey: string, nowMs: number): string | null {
  const { iat = 0, exp = 0 } = payload;
  if (payload.access_key !== accessKey) return "unknown access_key";
  if (payload.type !== "management") return "a management token is required";
  if (payload.version !== 2) return "version must be 2";
  if (iat > nowMs / 1000 + SKEW_SECONDS) return "iat is in the future";
  return exp - iat > LONGEST_LIFE_SECONDS ? "a token lives 14 days at most" : null;
}
