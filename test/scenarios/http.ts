import { Agent, request } from "undici";

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; empty when it is something else. */
  readonly body: Record<string, unknown>;
}

interface HttpRequest {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** Text and bytes go out as they are, anything else as JSON. */
  readonly body?: unknown;
}

export interface Http {
  (url: string, asking?: HttpRequest): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/** `onAnswer` sees every answer and may throw. */
export function createHttp(
  onAnswer: (url: URL, method: string, answer: HttpAnswer) => void = () => undefined,
): Http {
  const agent = new Agent();
  const ask = async (url: string, { method, headers = {}, body }: HttpRequest = {}): Promise<HttpAnswer> => {
    const verb = method ?? (body === undefined ? "GET" : "POST");
    const answer = await request(url, {
      dispatcher: agent,
      method: verb,
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: textOf(body) }),
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers["content-type"]).includes("json");
    const read = {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      body: isJson ? JSON.parse(text) : {},
    };
    onAnswer(new URL(url), verb, read);
    return read;
  };
  return Object.assign(ask, { close: () => agent.close() });
}

function textOf(body: unknown): string | Buffer {
  return typeof body === "string" || Buffer.isBuffer(body) ? body : JSON.stringify(body);
}
