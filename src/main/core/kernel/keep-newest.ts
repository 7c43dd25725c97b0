/** The newest values that were asked for. */
export interface NewestKeeper<T> {
  /** The value of a key, made where none is kept; asking renews it. A promise that is refused is not kept. */
  get(key: string, make: () => T): T;
}

/** Keeps at most `limit` values; the one that was asked for longest ago goes first. */
export function keepNewest<T>(limit: number): NewestKeeper<T> {
  const kept = new Map<string, T>();
  return {
    get(key, make) {
      const value = kept.get(key) ?? make();
      kept.delete(key);
      kept.set(key, value);
      if (value instanceof Promise) value.catch(() => kept.delete(key));
      if (kept.size > limit) {
        const [oldest] = kept.keys();
        if (oldest !== undefined) kept.delete(oldest);
      }
      return value;
    },
  };
}
