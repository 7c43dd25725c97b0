import { giveWay } from '#main/usecases/give-way.ts';

/**
 * Passes items on in their order, and asks for the next one while the caller works on this one: the platform prepares its next
 * page while the page before is being stored. One item is read ahead at most. Leaving the loop ends the source too.
 */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const item = await next;
      if (item.done === true) return;
      next = iterator.next();
      // A failure is met when its turn comes; until then nobody else may take it for an unhandled one.
      next.catch(() => {});
      // The request for the next item leaves before the caller's work, which may hold this thread.
      await giveWay();
      yield item.value;
    }
  } finally {
    await iterator.return?.();
  }
}
