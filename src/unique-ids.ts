import { randomBytes } from "node:crypto";

/**
 * Ids that no other process makes. A UUID each time would do, too: as a tree of twenty short strings that stays in
 * memory with its room.
 */
export function createUniqueIds(): () => string {
  const own = randomBytes(15).toString("base64url");
  let made = 0;
  return () => {
    made += 1;
    return `${own}-${made.toString(36)}`;
  };
}
