import { HMSReactiveStore, selectPeers, selectRoomState } from "@100mslive/hms-video-store";
import { listen } from "./sdk-peer.ts";

const hms = new HMSReactiveStore();
hms.triggerOnSubscribe();
const store = hms.getStore();

window.peer = {
  actions: hms.getActions(),
  peers: () => store.getState(selectPeers),
  roomState: () => store.getState(selectRoomState),
  ...listen(hms.getNotifications()),
};
