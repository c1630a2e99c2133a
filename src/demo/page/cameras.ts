interface PublishingPeer {
  /** The 100ms `user_id`. */
  readonly customerUserId?: string;
  readonly videoTrack?: string;
}

/** Video tracks by player, of cameras that are on. Of somebody in two tabs the newer one counts. */
export function camerasOf(
  peers: readonly PublishingPeer[],
  tracks: Readonly<Record<string, { readonly enabled: boolean } | undefined>>,
): ReadonlyMap<string, string> {
  return new Map(
    peers.flatMap(({ customerUserId, videoTrack }) => {
      if (customerUserId === undefined || videoTrack === undefined) return [];
      return tracks[videoTrack]?.enabled === true ? [[customerUserId, videoTrack] as const] : [];
    }),
  );
}
