/** Imports go inwards: edges -> rooms -> game; a game -> game. Only app.ts sees games and edges together. */
const edges = "^src/(100ms|redis|queues|http|telemetry)/";

export const forbidden = [
  { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
  { name: "not-resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  {
    name: "game-imports-nothing",
    severity: "error",
    from: { path: "^src/game/" },
    to: { pathNot: "^src/game/" },
  },
  {
    name: "a-game-imports-the-contract-itself-and-zod-only",
    severity: "error",
    from: { path: "^src/(poker|blackjack)/", pathNot: "^src/poker/fair-deck/sha256[.]ts$" },
    to: { pathNot: "^(src/(game|$1)/|node_modules/zod/)" },
  },
  {
    name: "sha256-of-poker-imports-crypto-only",
    severity: "error",
    from: { path: "^src/poker/fair-deck/sha256[.]ts$" },
    to: { pathNot: "^(node:)?crypto$" },
  },
  {
    name: "rooms-import-game-only",
    severity: "error",
    from: { path: "^src/rooms/" },
    to: { path: "^(src/|node_modules/|node:)", pathNot: "^src/(game|rooms)/" },
  },
  {
    name: "edges-never-import-poker-or-own-entries",
    severity: "error",
    from: { path: edges },
    to: { path: "^src/(poker|blackjack|emulator|demo|replay|verify|client)/|^src/(app|main)[.]ts$" },
  },
  {
    name: "edges-never-import-each-other",
    severity: "error",
    from: { path: "^src/(100ms|redis|queues|http|telemetry)/" },
    to: { path: edges, pathNot: "^src/$1/" },
  },
  {
    name: "only-demo-knows-the-emulator",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(demo|emulator)/" },
    to: { path: "^src/emulator/" },
  },
  {
    name: "client-depends-on-nothing-but-react",
    severity: "error",
    from: { path: "^src/client/" },
    to: { pathNot: "^src/|^node_modules/(@types/)?react/" },
  },
  {
    name: "only-demo-knows-the-client",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(demo|client)/" },
    to: { path: "^src/client/" },
  },
  {
    name: "nobody-imports-an-entry",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(demo|main[.]ts)" },
    to: { path: "^src/(app|main)[.]ts$|^src/demo/" },
  },
  {
    name: "no-dev-dependency-in-the-product",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(demo|emulator|replay)/|^src/client/use-table.ts$" },
    to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
  },
];

export const options = {
  doNotFollow: { path: "node_modules" },
  tsPreCompilationDeps: true,
  preserveSymlinks: true,
  parser: "swc",
  enhancedResolveOptions: {
    extensions: [".ts", ".tsx", ".js"],
    exportsFields: ["exports"],
    conditionNames: ["import", "types", "node", "default"],
  },
};
