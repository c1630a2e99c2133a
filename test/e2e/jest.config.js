import main from "../../jest.config.js";

/** In Chromium; one file at a time, so that the machine's haste or rest is the same for all. */
export default {
  ...main,
  rootDir: "../..",
  roots: ["<rootDir>/test/e2e"],
  testMatch: ["**/*.e2e.ts"],
  maxWorkers: 1,
  testTimeout: 90000,
};
