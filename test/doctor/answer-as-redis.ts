import type { Socket } from "node:net";

interface Pretended {
  readonly info: string;
  /** How far its clock is ahead of ours. */
  readonly aheadMs: number;
}

/** As much of a Redis as is asked by somebody who looks whether it is fit. */
export function answerAsRedis(socket: Socket, { info, aheadMs }: Pretended): void {
  let received = "";
  socket.on("error", () => undefined);
  socket.on("data", (chunk: Buffer) => {
    received += chunk.toString();
    for (let command = take(); command !== null; command = take()) socket.write(replyTo(command));
  });

  /** The name of the next whole command. */
  function take(): string | null {
    const found = /^\*(\d+)\r\n/.exec(received);
    if (found === null) return null;
    const words: string[] = [];
    let at = found[0].length;
    while (words.length < Number(found[1])) {
      const head = /^\$(\d+)\r\n/.exec(received.slice(at));
      if (head === null) return null;
      const start = at + head[0].length;
      if (received.length < start + Number(head[1]) + 2) return null;
      words.push(received.slice(start, start + Number(head[1])));
      at = start + Number(head[1]) + 2;
    }
    received = received.slice(at);
    return words[0]?.toLowerCase() ?? "";
  }

  function replyTo(command: string): string {
    if (command === "info") return `$${Buffer.byteLength(info)}\r\n${info}\r\n`;
    if (command !== "time") return "+OK\r\n";
    const seconds = String(Math.floor((Date.now() + aheadMs) / 1000));
    return `*2\r\n$${seconds.length}\r\n${seconds}\r\n$6\r\n500000\r\n`;
  }
}
