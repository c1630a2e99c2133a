import shared from "../../jest.config.js";

/** Test files that are about one server by nature, and why. They run in `npm test`. */
const ABOUT_ONE_SERVER = {
  "scenarios/redis-away":
    "freezes and kills the one Redis; test/cluster/health-of-cluster does that to a master",
  "scenarios/health-of-redis": "makes the one Redis, which it starts itself, slow, full and forgetful",
  "redis/connection": "freezes, fills and kills the one Redis that it starts itself",
  "redis/gather-writes": "counts the pieces on the one connection to the one server",
  "redis/replicas": "starts a server and a replica of its own",
};

/** The tests that need a Redis, on a Cluster of three masters with replicas; and those that break Clusters and sentinels of their own. */
export default {
  ...shared,
  rootDir: "../..",
  testMatch: ["scenarios", "redis", "queues", "fuzz", "cluster"]
    .map((folder) => `<rootDir>/test/${folder}/**/*.test.ts`)
    .concat(
      ["odd-ids", "limits", "main", "rooms/another-game", "secrecy/service"].map(
        (file) => `<rootDir>/test/${file}.test.ts`,
      ),
    ),
  testPathIgnorePatterns: Object.keys(ABOUT_ONE_SERVER).map((file) => `/test/${file}\\.test\\.ts$`),
  globalSetup: "<rootDir>/test/global-cluster.ts",
};
