const transform = (syntax) => [
  "@swc/jest",
  {
    jsc: {
      parser: { syntax: "typescript", ...syntax },
      transform: { react: { runtime: "automatic" } },
      target: "es2023",
    },
    module: { type: "es6" },
  },
];

export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts", "**/*.test.tsx"],
  // Those need a Cluster, or sentinels: npm run test:cluster.
  testPathIgnorePatterns: ["/node_modules/", "/test/cluster/"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  transform: { "^.+\\.ts$": transform({}), "^.+\\.tsx$": transform({ tsx: true }) },
  globalSetup: "<rootDir>/test/global-setup.ts",
  globalTeardown: "<rootDir>/test/global-teardown.ts",
  testTimeout: 20000,
  // Jest keeps the modules of every test file when they are ES modules: in one process all of them would not fit. One that
  // starts anew has to find a thousand of them again. Three for two cores: many tests wait for what others do.
  maxWorkers: 3,
  workerIdleMemoryLimit: "2GB",
};
