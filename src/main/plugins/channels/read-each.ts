import { inParallel } from '#main/lib/http-parallel.ts';
import type { Reply } from '#main/plugins/channels/list-window.ts';

/** Reads something for each of the items, at most `limit` at a time. @returns what was read, in their order; the first failure where one fails */
export async function readEach<Item, Value>(
  items: readonly Item[],
  limit: number,
  read: (item: Item) => Promise<Reply<Value>>,
): Promise<Reply<readonly Value[]>> {
  const replies = await inParallel(items, limit, read, (reply) => !reply.ok);
  const values: Value[] = [];
  for (const reply of replies) {
    if (!reply.ok) return reply;
    values.push(reply.value);
  }
  return { ok: true, value: values };
}
