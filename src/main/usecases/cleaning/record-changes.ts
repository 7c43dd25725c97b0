import type { Cleaned, CleaningChange } from '#core/cleaning/cleaning-types.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { WantedHold } from '#main/usecases/orders/wanted-holds.ts';

/** The reason code of holds that words in notes ask for. */
export const NOTE_HOLD = 'note_words';

/** Writes what rules changed of a new order. */
export function recordChanges(
  tx: WriteTx,
  orderId: string,
  atMs: number,
  changes: readonly CleaningChange[],
  from = 0,
): void {
  if (changes.length === 0) return;
  const insert = tx.prepare<(string | number)[]>(
    'INSERT INTO cleaning_changes (order_id, seq, rule_id, version, path, before_text, after_text, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  changes.forEach(({ rule, path, before, after }, index) => {
    insert.run(orderId, from + index, rule.id, rule.version, path, before, after, atMs);
  });
}

/** The same for an order that its platform describes anew: what stood there was about the former message. */
export function replaceChanges(tx: WriteTx, orderId: string, atMs: number, changes: readonly CleaningChange[]): void {
  tx.prepare<[string]>('DELETE FROM cleaning_changes WHERE order_id = ?').run(orderId);
  recordChanges(tx, orderId, atMs, changes);
}

/** The hold that words in notes ask for; null where none do. */
export function noteHold({ holds }: Pick<Cleaned<unknown>, 'holds'>): WantedHold | null {
  if (holds.length === 0) return null;
  return {
    kind: 'approval',
    reasonCode: NOTE_HOLD,
    data: { flags: holds.map(({ flag }) => flag).join(', '), rules: holds.map(({ rule }) => rule.id).join(',') },
  };
}

/** The fields that were changed, for the timeline; flags are shown as such. */
export function cleanedFields(changes: readonly CleaningChange[]): string[] {
  return [...new Set(changes.filter(({ path }) => !path.startsWith('flags[')).map(({ path }) => path))];
}
