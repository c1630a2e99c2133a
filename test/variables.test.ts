import { describe, expect, it } from "@jest/globals";
import { configFrom, faultsFrom, REQUIRED } from "./config-in-test.ts";

describe("REDIS_URL", () => {
  it("takes a URL that names sentinels for one, and nothing else beside it", () => {
    const url = "redis+sentinel://:secret@10.0.0.1:26379,10.0.0.2:26379/tables";
    expect(configFrom({ ...REQUIRED, REDIS_URL: url }).redis.urls).toEqual([url]);
    for (const wrong of [`${url},redis://10.0.0.3`, "redis+sentinel://10.0.0.1", "redis://a,http://b", ","])
      expect(faultsFrom({ ...REQUIRED, REDIS_URL: wrong })).toEqual([
        "REDIS_URL must be redis:// or rediss:// URLs, or one redis+sentinel://host,host/name",
      ]);
  });

  it.each([
    "redis://10.0.0.1",
    "redis://10.0.0.1:6379/",
    "rediss://me:secret@10.0.0.1/15?family=6",
    "redis://10.0.0.1:7000/0,redis://10.0.0.2:7000",
  ])("takes the database that %s names", (url) => {
    expect(faultsFrom({ ...REQUIRED, REDIS_URL: url })).toEqual([]);
  });

  it.each([
    [
      "redis://10.0.0.1:6379/abc",
      "must end with the port, or with the number of a database: redis://host:6379/2",
    ],
    ["redis://10.0.0.1/2/3", "must end with the port, or with the number of a database: redis://host:6379/2"],
    ["redis://10.0.0.1/-1", "must end with the port, or with the number of a database: redis://host:6379/2"],
    ["redis://10.0.0.1/2,redis://10.0.0.2/2", "must name no database of a Cluster, which has number 0 only"],
    [
      "redis+sentinel://10.0.0.1/tables/abc",
      "must be redis:// or rediss:// URLs, or one redis+sentinel://host,host/name",
    ],
  ])("refuses %s", (url, fault) => {
    expect(faultsFrom({ ...REQUIRED, REDIS_URL: url })).toEqual([`REDIS_URL ${fault}`]);
  });

  it.each([
    "redis://me:p%zz@10.0.0.1",
    "redis://me:100%@10.0.0.1:7000,redis://10.0.0.2:7000",
    "redis+sentinel://me:p%ss@10.0.0.1:26379/tables",
    "redis+sentinel://10.0.0.1/tables%ff",
  ])("says how a % is written in %s", (url) => {
    expect(faultsFrom({ ...REQUIRED, REDIS_URL: url, PORT: "many" })).toEqual([
      "PORT must be a whole number",
      "REDIS_URL has a % that stands for no character: write %25 for a % in a user or password",
    ]);
    expect(faultsFrom({ ...REQUIRED, REDIS_URL: url.replaceAll("%", "%25") })).toEqual([]);
  });
});

describe("TRUST_PROXY", () => {
  it.each([
    ["false", false],
    ["true", true],
    ["2", 2],
    ["10.0.0.0/8, loopback,::1", ["10.0.0.0/8", "loopback", "::1"]],
  ])("trusts the proxies that %j names", (text, trusted) => {
    expect(configFrom({ ...REQUIRED, TRUST_PROXY: text }).trustProxy).toEqual(trusted);
  });

  it.each(["yes", "-1", "1.5", "proxy.example", "10.0.0.1, everybody", "10.0.0.0/33", ","])(
    "trusts no proxy named %j",
    (text) => {
      expect(faultsFrom({ ...REQUIRED, TRUST_PROXY: text })).toEqual([
        "TRUST_PROXY must be true, false, a number of proxies, or their addresses",
      ]);
    },
  );
});

describe("CORS_ORIGINS", () => {
  it.each(["https://a.example", "http://localhost:5173", "https://[::1]:8443", "capacitor://localhost"])(
    "lets browsers of %s in",
    (origin) => {
      expect(configFrom({ ...REQUIRED, CORS_ORIGINS: origin }).corsOrigins).toEqual([origin]);
    },
  );

  it.each([
    "*",
    "null",
    "a.example",
    "https://*.example",
    "https://a.example/",
    "https://a.example/page",
    "https://a.example:443",
    "https://A.example",
    "https://me@a.example",
    "file:///",
  ])("takes %s for no origin, since no browser would ever send it", (origin) => {
    expect(faultsFrom({ ...REQUIRED, CORS_ORIGINS: `https://b.example,${origin}` })).toEqual([
      "CORS_ORIGINS must be origins as browsers send them: https://app.example, no path, no / behind it, no *",
    ]);
  });
});
