import {
  HMSRoomProvider,
  selectPeers,
  selectRoomState,
  useHMSActions,
  useHMSStore,
  useHMSVanillaNotifications,
  useHMSVanillaStore,
} from "@100mslive/react-sdk";
import { useEffect } from "react";
import { createRoot } from "react-dom/client";
import { listen } from "./sdk-peer.ts";

function Peers() {
  const actions = useHMSActions();
  const store = useHMSVanillaStore();
  const notifications = useHMSVanillaNotifications();
  const peers = useHMSStore(selectPeers);
  useEffect(() => {
    if (notifications === undefined) return;
    window.peer = {
      actions,
      peers: () => store.getState(selectPeers),
      roomState: () => store.getState(selectRoomState),
      ...listen(notifications),
    };
  }, [actions, store, notifications]);
  return (
    <ul>
      {peers.map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  );
}

const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <HMSRoomProvider>
      <Peers />
    </HMSRoomProvider>,
  );
