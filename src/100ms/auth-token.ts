import { errors, jwtVerify } from "jose";
import { z } from "zod";
import type { PlayerId } from "../game/game.ts";
import type { Identity, TokenReading } from "../rooms/ports.ts";
import { createRecentlyUsed } from "../rooms/recently-used.ts";
import { filledUserId, role, roomId } from "./ids.ts";

const SKEW_SECONDS = 5;
const MAX_TOKEN_LENGTH = 8192;

export interface AuthTokenVerifier {
  /** At once when it is known already. */
  verify(token: string): TokenReading | Promise<TokenReading>;
}

interface Verified {
  readonly reading: TokenReading;
  readonly expiresAtMs: number;
}

/** Checks the auth token with which a peer joined. Whether its room is the one that was asked for is for the caller to compare. */
export function createAuthTokenVerifier(deps: {
  readonly accessKey: string;
  readonly appSecret: string;
  readonly now: () => number;
  readonly cacheSize?: number;
}): AuthTokenVerifier {
  const key = new TextEncoder().encode(deps.appSecret);
  const claims = claimsSchema(deps.accessKey);
  const cache = createCache(deps.cacheSize ?? 5000, deps.now);

  async function read(token: string): Promise<TokenReading> {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      clockTolerance: SKEW_SECONDS,
      currentDate: new Date(deps.now()),
      requiredClaims: ["exp"],
    });
    const parsed = claims.safeParse(payload);
    if (!parsed.success) return refused(faultOf(parsed.error));
    const { exp, ...identity } = parsed.data;
    const reading: TokenReading = { ok: true, identity: identityOf(identity) };
    cache.put(token, { reading, expiresAtMs: (exp + SKEW_SECONDS) * 1000 });
    return reading;
  }

  async function readOrRefuse(token: string): Promise<TokenReading> {
    try {
      return await read(token);
    } catch (error) {
      if (error instanceof errors.JOSEError) return refused(messageOf(error));
      throw error;
    }
  }

  return {
    verify(token) {
      if (token.length > MAX_TOKEN_LENGTH) return refused("the token is too long");
      return cache.get(token) ?? readOrRefuse(token);
    },
  };
}

const claimsSchema = (accessKey: string) =>
  z.object({
    access_key: z.literal(accessKey, "is not this app's"),
    type: z.literal("app", "must be app"),
    version: z.literal(2, "must be 2"),
    exp: z.number(),
    room_id: roomId,
    user_id: filledUserId,
    role,
  });

function identityOf(claims: { room_id: Identity["roomId"]; user_id: string; role: string }): Identity {
  return { userId: claims.user_id as PlayerId, roomId: claims.room_id, role: claims.role };
}

function refused(message: string): TokenReading {
  return { ok: false, message };
}

function faultOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined
    ? "the token's claims are wrong"
    : `the token's ${issue.path.map(String).join(".")} ${issue.message}`;
}

function messageOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return "the token has expired";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "the token's signature is wrong";
  if (error instanceof errors.JOSEAlgNotAllowed) return "the token's algorithm is not HS256";
  if (error instanceof errors.JWTClaimValidationFailed) {
    return error.claim === "nbf" && error.reason === "check_failed"
      ? "the token is not valid yet"
      : `the token's ${error.claim} is missing or wrong`;
  }
  return "not a valid token";
}

function createCache(size: number, now: () => number) {
  const entries = createRecentlyUsed<string, Verified>(size);
  return {
    get(token: string): TokenReading | null {
      const entry = entries.get(token);
      if (entry === undefined) return null;
      if (now() < entry.expiresAtMs) return entry.reading;
      entries.delete(token);
      return null;
    },
    put: (token: string, entry: Verified) => entries.set(token, entry),
  };
}
