import { z } from "zod";
import { readSentinelUrl } from "./redis/sentinel-url.ts";

export const list = z.string().transform(splitAtCommas);
export const filledList = list.refine((parts) => parts.length > 0, "needs at least one value");
export const secret = z.string().min(16, "must be 16 characters or more");
export const flag = z.enum(["true", "false"], "must be true or false").transform((text) => text === "true");
const digits = z.string().regex(/^\d+$/, "must be a whole number");
export const whole = (min: number, max: number) =>
  digits
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(max, `must be at most ${max}`));
export const chips = (min: number) => whole(min, 1_000_000_000);
export const seconds = (min: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, "must be a number of seconds")
    .transform(Number)
    .pipe(z.number().min(min, `must be at least ${min}`).max(86_400, "must be at most 86400"));
export const oneOf = <const T extends readonly string[]>(names: T) =>
  z.enum(names, `must be one of ${names.join(", ")}`);
export const httpUrl = z
  .url({ protocol: /^https?$/, error: "must be an http(s) URL" })
  .transform((url) => url.replace(/\/+$/, ""));
export const headers = list.pipe(
  z
    .array(z.string().regex(/^[\w-]+=.+$/, "must be name=value, comma-separated"))
    .transform((pairs) => Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s, 2)))),
);
export const share = z
  .string()
  .regex(/^(0|1|[01]?\.\d+)$/, "must be a number from 0 to 1")
  .transform(Number)
  .pipe(z.number().max(1, "must be at most 1"));
/** Of browsers: each as they send it, which is compared letter by letter. */
export const origins = list.refine(
  (parts) => parts.every(isOrigin),
  "must be origins as browsers send them: https://app.example, no path, no / behind it, no *",
);
const redisUrl = z.url({ protocol: /^rediss?$/ });
/** One URL, the nodes of a Cluster, or one that names sentinels, whose commas are its own. */
export const redisUrls = z
  .string()
  .refine(isDecodable, "has a % that stands for no character: write %25 for a % in a user or password")
  .transform((text) => (readSentinelUrl(text) === null ? splitAtCommas(text) : [text]))
  .superRefine((urls, context) => {
    const fault = faultOfRedisUrls(urls);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  });

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);
export const proxies = z.union(
  [
    flag,
    digits.transform(Number),
    filledList.pipe(z.array(oneOf(["loopback", "linklocal", "uniquelocal"]).or(network))),
  ],
  "must be true, false, a number of proxies, or their addresses",
);

function faultOfRedisUrls(urls: readonly string[]): string | null {
  if (readSentinelUrl(urls[0] ?? "") !== null) return null;
  if (urls.length === 0 || !urls.every((url) => redisUrl.safeParse(url).success))
    return "must be redis:// or rediss:// URLs, or one redis+sentinel://host,host/name";
  const paths = urls.map((url) => new URL(url).pathname);
  if (!paths.every((path) => /^\/?\d*$/.test(path)))
    return "must end with the port, or with the number of a database: redis://host:6379/2";
  // SELECT is refused there.
  if (urls.length > 1 && paths.some((path) => /[1-9]/.test(path)))
    return "must name no database of a Cluster, which has number 0 only";
  return null;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function isOrigin(text: string): boolean {
  if (text.includes("*") || !URL.canParse(text)) return false;
  // Not its `origin`, which is "null" for the pages of apps (capacitor://localhost).
  const { protocol, host } = new URL(text);
  return host !== "" && text === `${protocol}//${host}`;
}

function splitAtCommas(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

type Refinement = { path: string[]; message: string; when: () => boolean };

/** The first may not exceed the second; not judged while either is missing or faulty. Runs although other variables have faults. */
export function ordered(low: string, high: string, blamed: string, message: string) {
  const holds = (env: Readonly<Record<string, unknown>>): boolean => {
    const [a, b] = [env[low], env[high]];
    return typeof a !== "number" || typeof b !== "number" || a <= b;
  };
  return [holds, { path: [blamed], message, when: () => true }] as [typeof holds, Refinement];
}
