import { describe, expect, it } from "@jest/globals";
import { configFrom, faultsFrom, REQUIRED } from "./config-in-test.ts";

describe("readConfig", () => {
  it("refuses more seats for five-card Omaha than the deck can serve", () => {
    expect(faultsFrom({ ...REQUIRED, TABLE_VARIANT: "plo5", TABLE_SEATS: "10" })).toEqual([
      "TABLE_SEATS must be at most 9 for plo5: the deck has no more cards",
    ]);
    expect(faultsFrom({ ...REQUIRED, TABLE_VARIANT: "plo5", TABLE_SEATS: "9" })).toEqual([]);
  });

  it("needs no more than the required variables", () => {
    expect(configFrom(REQUIRED)).toEqual({
      production: false,
      game: { byDefault: "poker", byRoom: [] },
      blackjack: { seats: 5, minBet: 5, maxBet: 100, buyIn: 200, betSeconds: 15, turnSeconds: 20 },
      port: 3000,
      host: "0.0.0.0",
      metricsPort: null,
      role: "all",
      logLevel: "info",
      redis: { urls: ["redis://127.0.0.1:6379"], prefix: "croupier", wait: null },
      platform: {
        apiUrl: "https://api.100ms.live/v2",
        accessKey: "access-key",
        appSecret: "app-secret",
      },
      webhook: { header: "x-croupier-secret", secrets: ["0123456789abcdef"] },
      adminToken: "fedcba9876543210",
      playerRoles: ["*"],
      hostRoles: ["host"],
      kickFromRoom: false,
      replayAfterMs: null,
      keepRoomsMs: null,
      corsOrigins: [],
      trustProxy: false,
      rateLimits: { player: 50, address: 1000 },
      tracing: null,
      table: {
        mode: "cash",
        payouts: "",
        variant: "nlhe",
        seats: 9,
        smallBlind: 1,
        bigBlind: 2,
        ante: 0,
        anteType: "each",
        buyIn: 200,
        buyInMin: 40,
        buyInMax: 400,
        autoSeat: true,
        autoStart: true,
        minPlayers: 2,
        turnSeconds: 30,
        timeBankSeconds: 60,
        nextHandSeconds: 5,
        autoMuck: true,
        rabbitHunt: false,
        timeBankRefillSeconds: 0,
        timeBankRefillHands: 10,
        awaySeatSeconds: 600,
        movingButton: false,
        straddle: "off",
        bombPotEvery: 0,
        bombPotBlinds: 2,
        bombPotBoards: 1,
        runItTwice: false,
        sevenDeuce: 0,
        dealersChoice: false,
        levels: "",
        levelSeconds: 0,
        levelHands: 0,
        approveSeats: false,
        botSeconds: 2,
        seed: null,
      },
    });
  });

  it("refuses the rules of cash games in a sit and go, by the names of the variables", () => {
    const given = { TABLE_MODE: "sitAndGo", TABLE_SEVEN_DEUCE: "5", TABLE_RUN_IT_TWICE: "true" };
    expect(faultsFrom({ ...REQUIRED, ...given, TABLE_SEATS: "2", TABLE_PAYOUTS: "50,30,20" })).toEqual([
      "TABLE_RUN_IT_TWICE is not for a sit and go",
      "TABLE_SEVEN_DEUCE is not for a sit and go",
      "TABLE_PAYOUTS must not be more than seats",
    ]);
    expect(faultsFrom({ ...REQUIRED, TABLE_PAYOUTS: "30,70" })).toHaveLength(1);
  });

  it("tells what contradicts a sit and go although other variables are missing or wrong", () => {
    const { ADMIN_TOKEN: _, ...others } = REQUIRED;
    const given = { ...others, TABLE_MODE: "sitAndGo", TABLE_SEVEN_DEUCE: "1" };
    expect(faultsFrom(given)).toEqual([
      "ADMIN_TOKEN is required",
      "TABLE_SEVEN_DEUCE is not for a sit and go",
    ]);
    expect(faultsFrom({ ...given, TABLE_SEATS: "two", TABLE_PAYOUTS: "50,30,20" })).toEqual([
      "ADMIN_TOKEN is required",
      "TABLE_SEATS must be a whole number",
      "TABLE_SEVEN_DEUCE is not for a sit and go",
    ]);
  });

  it("judges no variable by another one that is wrong by itself", () => {
    const tournament = { ...REQUIRED, TABLE_MODE: "sitAndGo", TABLE_SEATS: "2" };
    expect(faultsFrom({ ...tournament, TABLE_STRADDLE: "on", TABLE_SEVEN_DEUCE: "much" })).toEqual([
      "TABLE_STRADDLE must be one of off, utg, mississippi",
      "TABLE_SEVEN_DEUCE must be a whole number",
    ]);
    expect(faultsFrom({ ...tournament, TABLE_PAYOUTS: "50,40,20" })).toHaveLength(1);
    expect(faultsFrom({ ...REQUIRED, TABLE_MODE: "league", TABLE_SEVEN_DEUCE: "1" })).toEqual([
      "TABLE_MODE must be one of cash, sitAndGo",
    ]);
  });

  it("names every missing variable at once", () => {
    expect(faultsFrom({})).toEqual(Object.keys(REQUIRED).map((name) => `${name} is required`));
  });

  it("reports every fault of every variable at once, broken ones and those that contradict each other", () => {
    const faults = faultsFrom({
      ...REQUIRED,
      ADMIN_TOKEN: "short",
      PORT: "70000",
      RATE_LIMIT_PLAYER: "-1",
      RATE_LIMIT_ADDRESS: "many",
      TRUST_PROXY: "10.0.0.0/33",
      ROLE: "boss",
      REDIS_URL: "http://example.org",
      WEBHOOK_SECRETS: "0123456789abcdef,brief",
      TABLE_SEATS: "eleven",
      TABLE_SMALL_BLIND: "4",
      TABLE_BUY_IN: "1000",
      TABLE_AUTO_SEAT: "yes",
      TABLE_TURN_SECONDS: "-1",
      TABLE_SEED: "abc",
      NODE_ENV: "production",
    });
    expect(faults.map((fault) => fault.split(" ")[0] ?? "").sort()).toEqual([
      "ADMIN_TOKEN",
      "PORT",
      "RATE_LIMIT_ADDRESS",
      "RATE_LIMIT_PLAYER",
      "REDIS_URL",
      "ROLE",
      "TABLE_AUTO_SEAT",
      "TABLE_BUY_IN",
      "TABLE_SEATS",
      "TABLE_SEED",
      "TABLE_SMALL_BLIND",
      "TABLE_TURN_SECONDS",
      "TRUST_PROXY",
      "WEBHOOK_SECRETS",
    ]);
  });

  it("never repeats a secret in a fault", () => {
    const faults = faultsFrom({ ...REQUIRED, ADMIN_TOKEN: "hush", WEBHOOK_SECRETS: "quiet" });
    expect(faults).toHaveLength(2);
    expect(faults.join("\n")).not.toMatch(/hush|quiet/);
  });

  it("reads an empty value as unset", () => {
    expect(configFrom({ ...REQUIRED, PORT: "", TABLE_SEED: " " })).toEqual(configFrom(REQUIRED));
    expect(faultsFrom({ ...REQUIRED, ADMIN_TOKEN: "" })).toEqual(["ADMIN_TOKEN is required"]);
  });

  it("takes away blanks around a value, as the newline at the end of a secret that was read from a file", () => {
    const padded = Object.entries(REQUIRED).map(([name, value]) => [name, ` ${value}\r\n`]);
    expect(configFrom(Object.fromEntries(padded))).toEqual(configFrom(REQUIRED));
    expect(configFrom({ ...REQUIRED, PORT: "8080\n", TABLE_SEED: "\tabc " })).toMatchObject({
      port: 8080,
      table: { seed: "abc" },
    });
    expect(faultsFrom({ ...REQUIRED, ADMIN_TOKEN: `fifteen letters${" ".repeat(9)}` })).toEqual([
      "ADMIN_TOKEN must be 16 characters or more",
    ]);
  });

  it("splits lists at commas", () => {
    const config = configFrom({
      ...REQUIRED,
      REDIS_URL: "redis://10.0.0.1:7000, redis://10.0.0.2:7000",
      WEBHOOK_SECRETS: "0123456789abcdef,fedcba9876543210",
      PLAYER_ROLES: "player,guest",
      HOST_ROLES: "dealer",
      CORS_ORIGINS: "https://a.example, https://b.example",
    });
    expect(config.redis.urls).toEqual(["redis://10.0.0.1:7000", "redis://10.0.0.2:7000"]);
    expect(config.webhook.secrets).toEqual(["0123456789abcdef", "fedcba9876543210"]);
    expect(config.playerRoles).toEqual(["player", "guest"]);
    expect(config.hostRoles).toEqual(["dealer"]);
    expect(config.corsOrigins).toEqual(["https://a.example", "https://b.example"]);
  });

  it("waits for replicas when it is told for how many", () => {
    const { wait } = configFrom({ ...REQUIRED, REDIS_WAIT_REPLICAS: "1" }).redis;
    expect(wait).toEqual({ replicas: 1, ms: 500 });
    const faults = faultsFrom({ ...REQUIRED, REDIS_WAIT_REPLICAS: "9", REDIS_WAIT_MS: "2000" });
    expect(faults).toEqual(["REDIS_WAIT_REPLICAS must be at most 5", "REDIS_WAIT_MS must be at most 1500"]);
  });

  it("switches a limit off with 0", () => {
    const config = configFrom({ ...REQUIRED, RATE_LIMIT_PLAYER: "0", RATE_LIMIT_ADDRESS: "0" });
    expect(config.rateLimits).toEqual({ player: 0, address: 0 });
  });

  it("traces when it is told where to", () => {
    const endpoint = "https://otel.example:4318";
    expect(configFrom({ ...REQUIRED, OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/` }).tracing).toEqual({
      endpoint,
      headers: {},
      ratio: 0.02,
      service: "croupier",
    });
    const told = {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_HEADERS: "api-key=a=b, x-team=cards",
      OTEL_TRACES_SAMPLER_ARG: "0.5",
      OTEL_SERVICE_NAME: "table",
    };
    expect(configFrom({ ...REQUIRED, ...told }).tracing).toEqual({
      endpoint,
      headers: { "api-key": "a=b", "x-team": "cards" },
      ratio: 0.5,
      service: "table",
    });
    expect(
      faultsFrom({ ...REQUIRED, OTEL_EXPORTER_OTLP_HEADERS: "nonsense", OTEL_TRACES_SAMPLER_ARG: "1.5" }),
    ).toEqual([
      "OTEL_EXPORTER_OTLP_HEADERS must be name=value, comma-separated",
      "OTEL_TRACES_SAMPLER_ARG must be at most 1",
    ]);
  });

  it("takes a seed for tests, and refuses it in production", () => {
    expect(configFrom({ ...REQUIRED, TABLE_SEED: "abc" }).table.seed).toBe("abc");
    const faults = faultsFrom({ ...REQUIRED, TABLE_SEED: "abc", NODE_ENV: "production" });
    expect(faults).toEqual(["TABLE_SEED makes shuffles predictable and is refused when NODE_ENV=production"]);
  });

  it.each(["Production", "prod", "staging"])("takes %s for no NODE_ENV, seed or no seed", (wrong) => {
    const fault = "NODE_ENV must be one of development, test, production";
    expect(faultsFrom({ ...REQUIRED, NODE_ENV: wrong, TABLE_SEED: "abc" })).toEqual([fault]);
    expect(faultsFrom({ ...REQUIRED, NODE_ENV: wrong })).toEqual([fault]);
  });

  it("takes fractions of seconds but only whole chips", () => {
    expect(configFrom({ ...REQUIRED, TABLE_NEXT_HAND_SECONDS: "0.05" }).table.nextHandSeconds).toBe(0.05);
    expect(faultsFrom({ ...REQUIRED, TABLE_ANTE: "0.5" })).toEqual(["TABLE_ANTE must be a whole number"]);
  });
});
