import type { CommitEnd, Meter } from "./meter.ts";
import type { Commit, CommitResult, Log, RoomId, RoomStore } from "./ports.ts";
import type { Span, Tracing } from "./tracing.ts";

interface WatchDeps {
  readonly meter: Meter;
  readonly tracing: Tracing;
  readonly monotonicMs: () => number;
  readonly log: Log;
}

/** A store whose every commit is measured and has its line in the log. */
export function watchCommits(store: RoomStore, deps: WatchDeps): RoomStore {
  return {
    load: (roomId) => store.load(roomId),
    // Not async: the commit would be kept until the store has answered.
    commit(commit) {
      const startedAtMs = deps.monotonicMs();
      const span = deps.tracing.below("commit", commit.trace);
      const facts = factsOf(commit);
      const answered = store.commit(span === null ? commit : linked(commit, span));
      return answered.then(
        (result) => {
          const end = endOf(facts, result);
          report(deps, facts, end, startedAtMs);
          span?.end({ room: facts.room, end });
          if (end === "changed" && facts.hands > 0) deps.meter.finished(facts.hands);
          return result;
        },
        (error: unknown) => {
          report(deps, facts, "failed", startedAtMs);
          span?.end({ room: facts.room, end: "failed" }, true);
          throw error;
        },
      );
    },
  };
}

interface Facts {
  readonly room: RoomId;
  readonly seq: number;
  readonly id: string | null;
  readonly isChange: boolean;
  /** That it brings to their end. */
  readonly hands: number;
}

function factsOf({ roomId, seen, change, expected }: Commit): Facts {
  return {
    room: roomId,
    seq: change?.version ?? expected.version,
    id: seen?.id ?? null,
    isChange: change !== null,
    hands: change?.kept.filter(({ of, isRevised }) => of === "hands" && !isRevised).length ?? 0,
  };
}

// What is sent because of it may be sent by another process, long after.
function linked(commit: Commit, { link }: Span): Commit {
  const { change } = commit;
  if (change === null) return commit;
  return {
    ...commit,
    change: { ...change, messages: change.messages.map((message) => ({ ...message, trace: link })) },
  };
}

function endOf({ isChange }: Facts, { outcome }: CommitResult): CommitEnd {
  if (outcome === "committed") return isChange ? "changed" : "unchanged";
  return outcome === "seen" ? "repeated" : "stale";
}

function report({ meter, log, monotonicMs }: WatchDeps, facts: Facts, end: CommitEnd, sinceMs: number): void {
  const ms = monotonicMs() - sinceMs;
  meter.committed(end, ms);
  const { room, seq, id } = facts;
  log.info({ room, seq, id, end, ms: Math.round(ms * 100) / 100 }, "commit");
}
