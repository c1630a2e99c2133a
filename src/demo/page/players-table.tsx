import { selectPeers, selectTracksMap, useHMSStore } from "@100mslive/react-sdk";
import type { Table as TableClient } from "../../client/table.ts";
import { useTable } from "../../client/use-table.ts";
import { camerasOf } from "./cameras.ts";
import { Table } from "./ui/table.tsx";
import { VideoTile } from "./video-tile.tsx";

/** The table with the peers' cameras at their seats. */
export function PlayersTable({ table, me }: { readonly table: TableClient; readonly me: string }) {
  const { send, lastEvents, ...snapshot } = useTable(table);
  const peers = useHMSStore(selectPeers);
  const tracks = useHMSStore(selectTracksMap);
  const cameras = camerasOf(peers, tracks);
  const seatMedia = (player: string) => {
    const trackId = cameras.get(player);
    return trackId === undefined ? null : <VideoTile trackId={trackId} isOwn={player === me} />;
  };
  return (
    <Table
      snapshot={snapshot}
      lastEvents={lastEvents}
      send={send}
      reads={table}
      me={me}
      isHost={true}
      seatMedia={seatMedia}
    />
  );
}
