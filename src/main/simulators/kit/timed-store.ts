/** Something that platforms list by the time of its creation or of its last change. */
export interface TimedEntry {
  readonly id: string;
  readonly createdAtMs: number;
  updatedAtMs: number;
}

export interface TimedQuery {
  readonly by: 'updated' | 'created';
  /** Both ends included. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface TimedStore<T extends TimedEntry> {
  add(entry: T): void;
  get(id: string): T | undefined;
  all(): readonly T[];
  /** Sets the time of change in whole seconds, as platforms show it. */
  touch(entry: T, atMs: number): void;
  /** Newest first. */
  find(query: TimedQuery): readonly T[];
}

const CACHED_QUERIES = 32;

/** Everything of one kind that a simulated shop has, with the last answers kept: a deep page must not sort all again. */
export function createTimedStore<T extends TimedEntry>(): TimedStore<T> {
  const entries = new Map<string, T>();
  const cache = new Map<string, readonly T[]>();

  function select(query: TimedQuery): readonly T[] {
    const time = (entry: T): number => (query.by === 'updated' ? entry.updatedAtMs : entry.createdAtMs);
    return [...entries.values()]
      .filter((entry) => time(entry) >= query.fromMs && time(entry) <= query.toMs)
      .sort((left, right) => time(right) - time(left) || (left.id < right.id ? 1 : -1));
  }

  return {
    add(entry) {
      entries.set(entry.id, entry);
      cache.clear();
    },
    get: (id) => entries.get(id),
    all: () => [...entries.values()],
    touch(entry, atMs) {
      entry.updatedAtMs = Math.floor(atMs / 1000) * 1000;
      cache.clear();
    },
    find(query) {
      const key = `${query.by} ${query.fromMs} ${query.toMs}`;
      const known = cache.get(key);
      if (known) return known;
      const found = select(query);
      if (cache.size >= CACHED_QUERIES) cache.clear();
      cache.set(key, found);
      return found;
    },
  };
}

export interface DriftContext<T extends TimedEntry> {
  readonly store: TimedStore<T>;
  /** Rows of the page that was just read; a window of one page gives drift nothing to break. */
  readonly pageSize: number;
  /** How many rows change; none when the fault does not strike. */
  readonly rows: number;
  readonly nowMs: number;
}

/** Lets entries change behind the reader's back: they leave the window, and every later page moves up. */
export function driftRows<T extends TimedEntry>(query: TimedQuery, context: DriftContext<T>): void {
  const found = context.store.find(query);
  if (found.length <= context.pageSize) return;
  for (const entry of found.slice(0, context.rows)) {
    context.store.touch(entry, Math.max(context.nowMs, query.toMs + 1000));
  }
}
