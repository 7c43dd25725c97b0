import type { Timers } from '#main/lib/timers.ts';
import { checkDue } from '#main/usecases/customs/desk/check-due.ts';
import { readCheckTools } from '#main/usecases/customs/desk/read-check-tools.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Orders that one turn judges; the event loop is free between two turns. */
const TURN = 5;
/** A burst of intake goes first. */
const QUIET_MS = 150;

/**
 * Judges orders that cross a border behind the intake, and again whenever something that they depend on changes. What is due
 * stands in the database, so nothing needs to be remembered here: a crash only makes the next start catch up.
 */
export class CustomsChecker {
  readonly #context: UseCaseContext;
  readonly #timers: Timers;
  #cancel: (() => void) | null = null;
  #stopListening: () => void = () => undefined;
  #isStopped = false;

  constructor(context: UseCaseContext, timers: Timers) {
    this.#context = context;
    this.#timers = timers;
  }

  start(): void {
    this.#stopListening = this.#context.db.onCommit(() => this.#soon(QUIET_MS));
    this.#soon(0);
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
    this.#stopListening();
  }

  #soon(delayMs: number): void {
    if (this.#isStopped || this.#cancel) return;
    this.#cancel = this.#timers.after(delayMs, () => {
      this.#cancel = null;
      try {
        if (checkDue(this.#context, readCheckTools, TURN) > 0) this.#soon(0);
      } catch (error) {
        // Packing judges once more before anything goes out; the next commit tries again.
        this.#context.log.error({ error }, 'customs check failed');
      }
    });
  }
}
