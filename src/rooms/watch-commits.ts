import type { CommitEnd, Meter } from "./meter.ts";
import type { Commit, CommitResult, Log, RoomStore } from "./ports.ts";
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
    async commit(commit) {
      const startedAtMs = deps.monotonicMs();
      const span = deps.tracing.below("commit", commit.trace);
      try {
        const result = await store.commit(span === null ? commit : linked(commit, span));
        const end = endOf(commit, result);
        report(deps, commit, end, startedAtMs);
        span?.end({ room: commit.roomId, end });
        if (end === "changed") countHands(deps.meter, commit);
        return result;
      } catch (error) {
        report(deps, commit, "failed", startedAtMs);
        span?.end({ room: commit.roomId, end: "failed" }, true);
        throw error;
      }
    },
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

function endOf({ change }: Commit, { outcome }: CommitResult): CommitEnd {
  if (outcome === "committed") return change === null ? "unchanged" : "changed";
  return outcome === "seen" ? "repeated" : "stale";
}

function report(deps: WatchDeps, commit: Commit, end: CommitEnd, startedAtMs: number): void {
  const ms = deps.monotonicMs() - startedAtMs;
  deps.meter.committed(end, ms);
  const { roomId, seen, change, expected } = commit;
  const seq = change?.version ?? expected.version;
  deps.log.info({ room: roomId, seq, id: seen?.id ?? null, end, ms: Math.round(ms * 100) / 100 }, "commit");
}

function countHands(meter: Meter, { change }: Commit): void {
  const hands = change?.kept.filter(({ of, isRevised }) => of === "hands" && !isRevised) ?? [];
  if (hands.length > 0) meter.finished(hands.length);
}
