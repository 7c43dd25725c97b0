import type { WriteDb } from '#main/db/handles.ts';
import type { Timers } from '#main/lib/timers.ts';
import { indexOrders } from '#main/usecases/orders/index-orders.ts';

/** Orders that one turn indexes; the event loop is free between two turns. */
const TURN = 50;
/** A burst of intake goes first; search follows this much later. */
const QUIET_MS = 100;

/**
 * Keeps free text search up to date behind the intake. What is due stands in the database, so nothing needs to be
 * remembered here: a crash only makes the next start catch up.
 */
export class SearchIndexer {
  readonly #db: WriteDb;
  readonly #timers: Timers;
  #cancel: (() => void) | null = null;
  #stopListening: () => void = () => undefined;
  #isStopped = false;

  constructor(db: WriteDb, timers: Timers) {
    this.#db = db;
    this.#timers = timers;
  }

  start(): void {
    this.#stopListening = this.#db.onCommit((areas) => {
      if (areas.has('orders')) this.#soon(QUIET_MS);
    });
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
      if (indexOrders(this.#db, TURN) > 0) this.#soon(0);
    });
  }
}
