export interface Pauses {
  /** False when it was cut short by `stop`: then nothing more may be begun. */
  pause(ms: number): Promise<boolean>;
  stop(): void;
}

/** Every wait of the emulator, so that stopping leaves no timer behind. */
export function createPauses(): Pauses {
  const waiting = new Map<NodeJS.Timeout, (wentThrough: boolean) => void>();
  let stopped = false;
  return {
    pause(ms) {
      if (stopped) return Promise.resolve(false);
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          waiting.delete(timer);
          resolve(true);
        }, ms);
        waiting.set(timer, resolve);
      });
    },
    stop() {
      stopped = true;
      for (const [timer, resolve] of waiting) {
        clearTimeout(timer);
        resolve(false);
      }
      waiting.clear();
    },
  };
}
