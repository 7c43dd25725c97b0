/**
 * Runs `work` over the items, at most `limit` at a time, and returns the results in the items' order. After the first
 * result for which `isFatal` holds nothing new is started; items never started are missing from the answer.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
  isFatal: (result: R) => boolean,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  let next = 0;
  let stopped = false;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length && !stopped; index = next++) {
      const item = items[index];
      if (item === undefined) continue;
      const result = await work(item);
      results.set(index, result);
      stopped ||= isFatal(result);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return [...results].toSorted(([a], [b]) => a - b).map(([, result]) => result);
}
