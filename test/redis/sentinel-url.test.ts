import { describe, expect, it } from "@jest/globals";
import { readSentinelUrl } from "../../src/redis/sentinel-url.ts";

const PLAIN = {
  name: "tables",
  isEncrypted: false,
  username: "",
  password: "",
  db: 0,
  sentinelUsername: "",
  sentinelPassword: "",
};

describe("a URL that names sentinels", () => {
  it("needs hosts and the name of the master", () => {
    expect(readSentinelUrl("redis+sentinel://10.0.0.1:5000, sentinel-2,[::1]:5001/tables")).toEqual({
      ...PLAIN,
      sentinels: [
        { host: "10.0.0.1", port: 5000 },
        { host: "sentinel-2", port: 26_379 },
        { host: "::1", port: 5001 },
      ],
    });
  });

  it("may say who asks, of Redis and of the sentinels, which database, and that all is encrypted", () => {
    const url = "rediss+sentinel://me:p%40ss@one/tables/3?sentinelUsername=you&sentinelPassword=w%26rd";
    expect(readSentinelUrl(url)).toEqual({
      name: "tables",
      sentinels: [{ host: "one", port: 26_379 }],
      isEncrypted: true,
      username: "me",
      password: "p@ss",
      db: 3,
      sentinelUsername: "you",
      sentinelPassword: "w&rd",
    });
  });

  it.each([
    "redis://one/0",
    "redis+sentinel://one,two",
    "redis+sentinel:///tables",
    "redis+sentinel://one,,two/tables",
    "redis+sentinel://one:port/tables",
    "redis://one,redis+sentinel://two/tables",
  ])("is not %s", (text) => {
    expect(readSentinelUrl(text)).toBeNull();
  });
});
