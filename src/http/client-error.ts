import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { malformed, type Problem, problemJson, problemOf, titleOf } from "./problem.ts";

/** Answers what Node's parser or its clock refused, for which there is no request; then hangs up. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (socket.writable && !isAnswering(socket)) socket.write(responseOf(problemOfParser(error.code ?? "")));
  socket.destroySoon();
}

function problemOfParser(code: string): Problem {
  switch (code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return problemOf("request_timeout", "The request took too long to arrive.");
    case "HPE_HEADER_OVERFLOW":
      return problemOf("headers_too_large", "The headers are larger than 16 KB.");
    case "HPE_CHUNK_EXTENSIONS_OVERFLOW":
      return problemOf("too_large", "The chunk extensions are too large.");
    default:
      return malformed("The request is not HTTP/1.1.", []);
  }
}

// Within an answer that has begun another one would be read as its continuation. Node keeps the answer under way here
// and looks at it in the same way when nobody listens for client errors.
function isAnswering(socket: Socket & { readonly _httpMessage?: ServerResponse | null }): boolean {
  return socket._httpMessage?.headersSent === true;
}

function responseOf(problem: Problem): string {
  const json = problemJson(problem);
  return [
    `HTTP/1.1 ${problem.status} ${titleOf(problem.status)}`,
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(json)}`,
    "Cache-Control: no-store",
    "X-Content-Type-Options: nosniff",
    "Connection: close",
    "",
    json,
  ].join("\r\n");
}
