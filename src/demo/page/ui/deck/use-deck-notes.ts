import { useEffect, useMemo, useState } from "react";
import { type DeckNotes, type HandNote, noteDown, type Seen } from "../model/deck-notes.ts";

interface Noted {
  readonly notes: DeckNotes;
  readonly seen: Seen | null;
  /** Of the session whose kept notes were read. */
  readonly promise: string | null;
}

const NOTHING: Noted = { notes: new Map(), seen: null, promise: null };

/** What was told of the decks, from the first moment on; a page that is loaded anew remembers the fingerprints. */
export function useDeckNotes(me: string, { table, you, events, seq }: Seen): DeckNotes {
  const seen = useMemo(() => ({ table, you, events, seq }), [table, you, events, seq]);
  const [noted, setNoted] = useState(NOTHING);
  const now = noteOn(noted, seen, me);
  if (now !== noted) setNoted(now);
  const { notes, promise } = now;
  useEffect(() => {
    if (promise !== null) keep(promise, me, notes);
  }, [promise, me, notes]);
  return notes;
}

function noteOn(noted: Noted, seen: Seen, me: string): Noted {
  if (noted.seen === seen) return noted;
  const promise = seen.table.deckPromise ?? noted.promise;
  const isKnown = promise === null || promise === noted.promise;
  const known = isKnown ? noted.notes : new Map([...kept(promise, me), ...noted.notes]);
  return { notes: noteDown(known, seen, noted.seen), seen, promise };
}

type KeptNote = Pick<HandNote, "no" | "root" | "isBefore">;

// Players who share a window's storage have notes of their own.
const keyOf = (promise: string, me: string) => `croupier.decks.${promise}.${me}`;

// A page that is framed or private may not have a storage at all.
function kept(promise: string, me: string): DeckNotes {
  try {
    const roots = JSON.parse(sessionStorage.getItem(keyOf(promise, me)) ?? "[]") as readonly KeptNote[];
    return new Map(roots.map((note) => [note.no, { ...note, promise, seats: {}, board: [] }]));
  } catch {
    return new Map();
  }
}

// Without the cards: those of finished hands are told again.
function keep(promise: string, me: string, notes: DeckNotes): void {
  const roots = [...notes.values()].filter((note) => note.promise === promise);
  const short: readonly KeptNote[] = roots.map(({ no, root, isBefore }) => ({ no, root, isBefore }));
  try {
    sessionStorage.setItem(keyOf(promise, me), JSON.stringify(short));
  } catch {
    // The notes then last as long as the page.
  }
}
