export interface BenchOptions {
  /** Of one measurement. */
  readonly seconds: number;
  readonly rounds: number;
  /** Smaller figures in less time, to see that all works. */
  readonly isQuick: boolean;
}
