import { type Context, type ContextManager, ROOT_CONTEXT } from "@opentelemetry/api";

/**
 * Knows the context of what is called at once, and not of what comes after an `await`. The usual one does, by
 * AsyncLocalStorage, which makes every promise of the process dearer; here links are handed on as values.
 */
export function createSyncContextManager(): ContextManager {
  let current = ROOT_CONTEXT;
  const within = <T>(inner: Context, task: () => T): T => {
    const outer = current;
    current = inner;
    try {
      return task();
    } finally {
      current = outer;
    }
  };
  const manager: ContextManager = {
    active: () => current,
    with: (inner, task, receiver, ...args) => within(inner, () => task.apply(receiver as never, args)),
    bind: (_context, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}
