import { describe, expect, it } from "@jest/globals";
import { camerasOf } from "../../../src/demo/page/cameras.ts";

describe("camerasOf", () => {
  it("gives each player's video track while the camera is on", () => {
    const peers = [
      { customerUserId: "alice", videoTrack: "t-1" },
      { customerUserId: "bob", videoTrack: "t-2" },
      { customerUserId: "carol" },
      { customerUserId: "dave", videoTrack: "not here yet" },
      { videoTrack: "t-3" },
    ];
    const tracks = { "t-1": { enabled: true }, "t-2": { enabled: false }, "t-3": { enabled: true } };
    expect([...camerasOf(peers, tracks)]).toEqual([["alice", "t-1"]]);
  });

  it("shows the newer of two tabs", () => {
    const peers = ["t-1", "t-2"].map((videoTrack) => ({ customerUserId: "alice", videoTrack }));
    const tracks = { "t-1": { enabled: true }, "t-2": { enabled: true } };
    expect(camerasOf(peers, tracks).get("alice")).toBe("t-2");
  });
});
