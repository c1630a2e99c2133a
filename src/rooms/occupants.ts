import { HOUSE_PREFIX, type PlayerId, type Profile, type RoomNotice } from "../game/game.ts";
import { oncePer } from "./once-per.ts";
import type { Presence } from "./presence.ts";
import { connectedPeers } from "./presence.ts";

/** Which 100ms roles may sit (`*`: any) and which may run the table. */
export interface RoleRules {
  readonly playerRoles: readonly string[];
  readonly hostRoles: readonly string[];
}

type Occupants = ReadonlyMap<PlayerId, Profile>;

/**
 * The connected users; the peer that joined last speaks for its user's name and role. A phone cannot play, and who
 * bears the id of a player of the game's own is nobody: they would be taken for that player.
 */
export function occupants(presence: Presence, roles: RoleRules): Occupants {
  return occupantsBy(roles)(presence);
}

const occupantsBy = oncePer((roles: RoleRules) => oncePer((presence: Presence) => usersOf(presence, roles)));

function usersOf(presence: Presence, roles: RoleRules): Occupants {
  const users = new Map<PlayerId, Profile>();
  for (const { type, peer } of connectedPeers(presence)) {
    if (peer.userId !== "" && type !== "sip" && !peer.userId.startsWith(HOUSE_PREFIX))
      users.set(peer.userId as PlayerId, profileOf(peer, roles));
  }
  return users;
}

/** What a game has to be told when presence changed. */
export function noticesBetween(
  before: ReadonlyMap<PlayerId, Profile>,
  after: ReadonlyMap<PlayerId, Profile>,
): readonly RoomNotice[] {
  const left = [...before.keys()].filter((player) => !after.has(player));
  const arrivals = [...after].flatMap(([player, profile]): RoomNotice[] => {
    const known = before.get(player);
    if (known === undefined) return [{ type: "playerJoined", player, profile }];
    return isSame(known, profile) ? [] : [{ type: "playerChanged", player, profile }];
  });
  return [...left.map((player): RoomNotice => ({ type: "playerLeft", player })), ...arrivals];
}

export function profileOf(peer: { readonly name: string; readonly role: string }, roles: RoleRules): Profile {
  return {
    name: peer.name,
    mayPlay: roles.playerRoles.includes("*") || roles.playerRoles.includes(peer.role),
    isHost: roles.hostRoles.includes(peer.role),
  };
}

function isSame(a: Profile, b: Profile): boolean {
  return a.name === b.name && a.mayPlay === b.mayPlay && a.isHost === b.isHost;
}
