/** For the ears: what happens, politely; whose turn it is, at once when it is the reader's. */
export function LiveRegion({ happened, turn }: { readonly happened: string; readonly turn: string }) {
  const isMine = turn.startsWith("Your turn");
  return (
    <div className="sr">
      <p role="status" aria-label="What happens">
        {happened}
      </p>
      <p role="alert" aria-label="Your turn">
        {isMine ? turn : ""}
      </p>
      <p role="status" aria-label="Whose turn it is">
        {isMine ? "" : turn}
      </p>
    </div>
  );
}
