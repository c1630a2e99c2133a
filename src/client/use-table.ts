import { useMemo, useSyncExternalStore } from "react";
import type { TableSnapshot } from "./known-table.ts";
import type { Table } from "./table.ts";

/** The table as it is now; renders again whenever it changes. */
export function useTable(table: Table): TableSnapshot & Pick<Table, "send"> {
  const snapshot = useSyncExternalStore(table.subscribe, table.snapshot, table.snapshot);
  return useMemo(() => ({ ...snapshot, send: table.send }), [snapshot, table]);
}
