/** What somebody is up (positive) or down. All of them together are zero. */
export interface Balance<Who> {
  readonly who: Who;
  readonly net: number;
}

export interface Transfer<Who> {
  readonly from: Who;
  readonly to: Who;
  readonly chips: number;
}

export interface Settlement<Who> {
  readonly transfers: readonly Transfer<Who>[];
  /** No other settlement has fewer transfers; not promised for more people than EXACT_UP_TO. */
  readonly isFewest: boolean;
}

/** 2^16 sets of people take a few milliseconds, and each more doubles that. */
export const EXACT_UP_TO = 16;

/**
 * Who pays whom. People whose balances are zero together settle among themselves with one transfer fewer than they
 * are, so the fewest transfers come from the most such groups.
 */
export function settle<Who>(balances: readonly Balance<Who>[]): Settlement<Who> {
  const open = balances.filter(({ net }) => net !== 0);
  if (open.reduce((sum, { net }) => sum + net, 0) !== 0)
    throw new Error("balances that are not zero together");
  const isFewest = open.length <= EXACT_UP_TO;
  const groups = isFewest ? mostGroups(open) : pairsAndRest(open);
  return { transfers: groups.flatMap(settleGroup), isFewest };
}

// best[set]: into how many groups of zero each its people can be divided, those left over not counted.
function mostGroups<Who>(open: readonly Balance<Who>[]): readonly (readonly Balance<Who>[])[] {
  const sets = 2 ** open.length;
  const sums = new Float64Array(sets);
  const best = new Uint8Array(sets);
  for (let set = 1; set < sets; set++) {
    const first = 31 - Math.clz32(set & -set);
    sums[set] = (sums[set & (set - 1)] ?? 0) + (open[first]?.net ?? 0);
    let most = 0;
    for (let rest = set; rest !== 0; rest &= rest - 1) {
      most = Math.max(most, best[set ^ (rest & -rest)] ?? 0);
    }
    best[set] = most + (sums[set] === 0 ? 1 : 0);
  }
  return groupsOf(open, { sums, best });
}

// Back from everybody: leave one out at a time without losing a group; each set of zero on the way ends a group.
function groupsOf<Who>(
  open: readonly Balance<Who>[],
  { sums, best }: { readonly sums: Float64Array; readonly best: Uint8Array },
): readonly (readonly Balance<Who>[])[] {
  const groups: Balance<Who>[][] = [];
  let set = 2 ** open.length - 1;
  while (set !== 0) {
    if (sums[set] === 0) groups.push([]);
    const wanted = (best[set] ?? 0) - (sums[set] === 0 ? 1 : 0);
    const place = open.findIndex((_, at) => (set & (1 << at)) !== 0 && best[set ^ (1 << at)] === wanted);
    const balance = open[place];
    if (balance === undefined) throw new Error("people who belong to no group");
    groups.at(-1)?.push(balance);
    set ^= 1 << place;
  }
  return groups;
}

function pairsAndRest<Who>(open: readonly Balance<Who>[]): readonly (readonly Balance<Who>[])[] {
  const pairs: Balance<Who>[][] = [];
  const rest: Balance<Who>[] = [];
  for (const balance of open) {
    const match = rest.findIndex(({ net }) => net === -balance.net);
    if (match === -1) rest.push(balance);
    else pairs.push([...rest.splice(match, 1), balance]);
  }
  return [...pairs, rest];
}

/** The largest debt to the largest claim, again and again: each transfer settles somebody for good. */
function settleGroup<Who>(group: readonly Balance<Who>[]): readonly Transfer<Who>[] {
  const claims = group.filter(({ net }) => net > 0).map(({ who, net }) => ({ who, left: net }));
  const debts = group.filter(({ net }) => net < 0).map(({ who, net }) => ({ who, left: -net }));
  const transfers: Transfer<Who>[] = [];
  for (;;) {
    const [to, from] = [largest(claims), largest(debts)];
    if (to === undefined || from === undefined) return transfers;
    const chips = Math.min(to.left, from.left);
    transfers.push({ from: from.who, to: to.who, chips });
    to.left -= chips;
    from.left -= chips;
  }
}

function largest<Open extends { readonly left: number }>(open: readonly Open[]): Open | undefined {
  let found: Open | undefined;
  for (const one of open) if (one.left > (found?.left ?? 0)) found = one;
  return found;
}
