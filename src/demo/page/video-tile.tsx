import { useVideo } from "@100mslive/react-sdk";

interface VideoTileProps {
  readonly trackId: string;
  /** Shown as in a mirror. */
  readonly isOwn: boolean;
}

export function VideoTile({ trackId, isOwn }: VideoTileProps) {
  const { videoRef } = useVideo({ trackId });
  return (
    <video ref={videoRef} className="video-tile" data-own={isOwn || undefined} autoPlay muted playsInline />
  );
}
