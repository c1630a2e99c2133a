/** Where the demo plays, as its own server tells it. */
export interface Place {
  readonly roomId: string;
  /** Of Croupier. */
  readonly baseUrl: string;
  /** Of the local 100ms; null: 100ms itself. */
  readonly initEndpoint: string | null;
  readonly people: readonly Person[];
}

export interface Person {
  /** The 100ms `user_id`. */
  readonly player: string;
  readonly name: string;
}

/** What somebody needs to join the room. */
export interface Pass extends Person {
  /** The 100ms auth token. */
  readonly token: string;
}

export async function fetchPlace(): Promise<Place> {
  return (await ask("/demo/place")) as Place;
}

export async function fetchPass(player: string): Promise<Pass> {
  return (await ask("/demo/pass", { player })) as Pass;
}

async function ask(path: string, body?: object): Promise<unknown> {
  const headers = { "content-type": "application/json" };
  const asking = body === undefined ? {} : { method: "POST", headers, body: JSON.stringify(body) };
  const response = await fetch(path, asking);
  if (!response.ok) throw new Error(await reasonOf(response));
  return await response.json();
}

async function reasonOf(response: Response): Promise<string> {
  const isJson = response.headers.get("content-type")?.includes("json") === true;
  const { detail } = (isJson ? await response.json() : {}) as { readonly detail?: string };
  return detail ?? `the demo's server answered ${response.status}.`;
}
