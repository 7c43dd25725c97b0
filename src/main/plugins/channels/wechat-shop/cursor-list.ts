import { shapeFailure } from '#main/plugins/channels/call-failures.ts';
import type { Reply } from '#main/plugins/channels/list-window.ts';

export interface CursorPage {
  readonly ids: readonly string[];
  readonly nextKey: string;
  readonly hasMore: boolean;
}

/** A list of several pages is read again until nothing new appears, at most so often. */
const PASSES = 4;

/**
 * All ids of a list that is paged by a cursor and tells neither order nor total, so that nobody can tell whether one was
 * skipped while others moved: several pages are read again until a pass adds nothing.
 */
export async function listUntilSettled(
  readPage: (nextKey: string) => Promise<Reply<CursorPage>>,
): Promise<Reply<readonly string[]>> {
  const known = new Set<string>();
  for (let pass = 1; pass <= PASSES; pass += 1) {
    const before = known.size;
    const pages = await readPass(readPage, known);
    if (!pages.ok) return pages;
    if (pages.value <= 1 || (pass > 1 && known.size === before)) return { ok: true, value: [...known] };
  }
  const vendorText = `rows still appeared in pass ${PASSES}`;
  return {
    ok: false,
    failure: { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED', retryAfterMs: null, vendorCode: null, vendorText },
  };
}

/** @returns the number of pages; their ids are added to `known` */
async function readPass(
  readPage: (nextKey: string) => Promise<Reply<CursorPage>>,
  known: Set<string>,
): Promise<Reply<number>> {
  let nextKey = '';
  for (let page = 1; ; page += 1) {
    const reply = await readPage(nextKey);
    if (!reply.ok) return reply;
    for (const id of reply.value.ids) known.add(id);
    if (!reply.value.hasMore) return { ok: true, value: page };
    // Taken for the end, what stands on the pages behind it would be missed.
    if (reply.value.nextKey === '' || reply.value.nextKey === nextKey)
      return { ok: false, failure: shapeFailure(`another page, but next_key is "${reply.value.nextKey}"`, 'read') };
    nextKey = reply.value.nextKey;
  }
}
