import type { StoreIdentity } from "../../src/rooms/snapshot.ts";
import type { Link } from "./link.ts";
import type { World } from "./world.ts";

interface SimIdentity extends StoreIdentity {
  onChange(listener: () => void): void;
  /** The connection broke: ask anew. */
  forget(): void;
}

/** Which server answers, asked once per connection as redis/store-identity.ts does. */
export function createIdentity(world: World, link: Link): SimIdentity {
  const listeners: (() => void)[] = [];
  let known: string | null = null;
  let asked: Promise<string> | null = null;
  const ask = async (): Promise<string> => {
    try {
      const name = await link.request("requests", "identity", () => world.redis.identity);
      const isChanged = known !== null && known !== name;
      known = name;
      if (isChanged) for (const listener of listeners) listener();
      return name;
    } catch (error) {
      asked = null;
      throw error;
    }
  };
  return {
    current() {
      asked ??= ask();
      return asked;
    },
    onChange: (listener) => void listeners.push(listener),
    forget() {
      asked = null;
    },
  };
}
