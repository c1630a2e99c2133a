import { createHappenings, type Happening } from "./happenings.ts";
import { createListeners, type Listeners } from "./listeners.ts";
import { createLookout } from "./lookout.ts";
import { createNewestViews, type NewestViews } from "./newest-views.ts";
import { isWhole, type News } from "./read-message.ts";
import type { Attempt } from "./requests.ts";
import type { Answer, Problem, TableEvent, TableView, WholeView, YouView } from "./views.ts";
import { backoffMs, type World } from "./world.ts";

export interface TableSnapshot {
  /** `stale`: what is shown may be old, because messages or the server are away; `closed`: it stays as it is. */
  readonly connection: "connecting" | "live" | "stale" | "closed";
  /** The room's version, as far as it is known. */
  readonly seq: number | null;
  readonly table: TableView | null;
  /** Null for a spectator. */
  readonly you: YouView | null;
  /** Why the table cannot be read. Refused commands are told to who sent them. */
  readonly problem: Problem | null;
  /** Of the newest table message: another array whenever something happened. */
  readonly lastEvents: readonly TableEvent[];
}

interface KnownTableSetup {
  readonly ask: () => Promise<Attempt<WholeView>>;
  readonly world: World;
  /** The player may not read this table, and asking again would not help. */
  readonly refused: (problem: Problem) => void;
}

export interface KnownTable {
  readonly snapshot: () => TableSnapshot;
  readonly changes: Listeners<void>;
  readonly events: Listeners<Happening>;
  /** A message of Croupier's. */
  readonly hear: (news: News) => void;
  /** What came of a command. */
  readonly settle: (answer: Answer<WholeView>) => void;
  readonly connection: (state: "up" | "down") => void;
  readonly look: () => Promise<void>;
  readonly close: (because: Problem | null) => void;
}

interface Link {
  /** Messages come. */
  readonly isUp: boolean;
  /** Nothing that was told is unknown, as far as anybody can tell. */
  readonly isCurrent: boolean;
  readonly isClosed: boolean;
  /** Looks in a row that failed. */
  readonly failures: number;
  readonly problem: Problem | null;
}

// A lost message shows by the next one, which at a table in play is never far, or by silence.
const SILENCE_MS = { inPlay: 20_000, idle: 60_000 };
/** The player's own view comes this much after the table, or was lost. */
const BEHIND_MS = 1500;
/** While there are no messages. */
const POLL_MS = 2500;

/** What is known of a table from messages and answers, and the looks that keep it true. */
export function createKnownTable({ ask, world, refused }: KnownTableSetup): KnownTable {
  const views = createNewestViews();
  const happenings = createHappenings();
  const changes = createListeners<void>();
  const events = createListeners<Happening>();
  let link: Link = { isUp: true, isCurrent: false, isClosed: false, failures: 0, problem: null };
  let snapshot = snapshotOf(link, views, []);

  const change = (news: Partial<Link>): void => {
    if (link.isClosed) return;
    link = { ...link, ...news };
    snapshot = snapshotOf(link, views, happenings.last());
    changes.tell();
  };
  const told = (isIncomplete: boolean, isAll: boolean): void => {
    change(isAll ? { isCurrent: link.isUp, failures: 0, problem: null } : {});
    if (isIncomplete) lookout.soon();
    if (link.failures === 0) lookout.within(restMs(views, link.isUp));
  };
  const missed = ({ problem, retryAfterMs }: Extract<Attempt<WholeView>, { ok: false }>): void => {
    if (problem.status === 401 || problem.status === 403) return refused(problem);
    const failures = link.failures + 1;
    lookout.within(Math.max(backoffMs(failures, world.random), retryAfterMs ?? 0));
    change({ isCurrent: false, failures, problem });
  };
  const lookout = createLookout(world, async () => {
    const askedAt = views.seq();
    const attempt = await ask();
    if (attempt.ok) told(views.learn(attempt.value, askedAt), true);
    else missed(attempt);
  });

  return {
    snapshot: () => snapshot,
    changes,
    events,
    hear: (news) => {
      const isIncomplete = views.hear(news);
      const happening = happenings.take(news);
      told(isIncomplete, isWhole(news));
      if (happening !== null) events.tell(happening);
    },
    settle: (answer) => {
      if (answer.ok) told(views.learn(answer.value, null), true);
      // The player saw something old, or nobody knows what came of the command.
      else if (answer.problem.status === 409 || answer.problem.status === null) void lookout.now();
    },
    connection: (state) => {
      change({ isUp: state === "up", isCurrent: false });
      if (link.isUp) void lookout.now();
      else lookout.within(POLL_MS);
    },
    look: lookout.now,
    close: (problem) => {
      lookout.stop();
      change({ isClosed: true, problem });
    },
  };
}

function snapshotOf(link: Link, views: NewestViews, lastEvents: readonly TableEvent[]): TableSnapshot {
  const table = views.table();
  const open = table === null ? "connecting" : link.isCurrent ? "live" : "stale";
  const connection = link.isClosed ? "closed" : open;
  return { connection, seq: views.seq(), table, you: views.you(), problem: link.problem, lastEvents };
}

function restMs(views: NewestViews, isUp: boolean): number {
  if (!isUp) return POLL_MS;
  if (views.isYouBehind()) return BEHIND_MS;
  return views.table()?.status === "playing" ? SILENCE_MS.inPlay : SILENCE_MS.idle;
}
