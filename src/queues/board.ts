import type { Queue } from "bullmq";
import type { RequestHandler } from "express";

/** BullMQ's queues as pages, to be looked at only; loaded when somebody looks. */
export function createBoard(queues: readonly Queue[], basePath: string): RequestHandler {
  let loading: Promise<RequestHandler> | null = null;
  return (req, res, next) => {
    loading ??= load(queues, basePath);
    loading.then((board) => board(req, res, next), next);
  };
}

async function load(queues: readonly Queue[], basePath: string): Promise<RequestHandler> {
  const [{ createBullBoard }, { BullMQAdapter }, { BoardAdapter }] = await Promise.all([
    import("@bull-board/api"),
    import("@bull-board/api/bullMQAdapter"),
    import("./board-adapter.ts"),
  ]);
  const serverAdapter = new BoardAdapter();
  serverAdapter.setBasePath(basePath);
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    serverAdapter,
    options: { uiConfig: { boardTitle: "Croupier's lanes", hideRedisDetails: true } },
  });
  return serverAdapter.getRouter() as RequestHandler;
}
