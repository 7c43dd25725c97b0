import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type WordKind = 'vague' | 'prohibited';

export interface OwnWord {
  readonly kind: WordKind;
  readonly word: string;
  readonly addedBy: string;
}

const MOST_WORDS = 1000;

/** Words that this shop added to those of the pack. */
export function listOwnWords(db: ReadDb): OwnWord[] {
  return db.prepare<[], OwnWord>('SELECT kind, word, added_by AS addedBy FROM customs_words ORDER BY kind, word').all();
}

/** The same word again changes nothing. @throws AppError ERR_CUSTOMS_WORD_INVALID, ERR_CUSTOMS_WORDS_FULL */
export function addOwnWord(context: UseCaseContext, act: Act, input: { kind: WordKind; word: string }): void {
  const word = plain(input.word);
  if ([...word].length < 2) throw new AppError('ERR_CUSTOMS_WORD_INVALID', { word });
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    if (listOwnWords(tx).length >= MOST_WORDS) throw new AppError('ERR_CUSTOMS_WORDS_FULL', { most: MOST_WORDS });
    const { changes } = tx
      .prepare<[string, string, number, string]>(
        'INSERT INTO customs_words (kind, word, added_at_ms, added_by) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      )
      .run(input.kind, word, atMs, act.actor.name);
    if (changes === 0) return;
    recordAudit(tx, { atMs, act, what: 'customs_rules.word_add', target: word, data: { kind: input.kind } });
    tx.changed('customs-rules');
  });
}

export function removeOwnWord(context: UseCaseContext, act: Act, input: { kind: WordKind; word: string }): void {
  context.db.transaction((tx) => {
    const { changes } = tx
      .prepare<[string, string]>('DELETE FROM customs_words WHERE kind = ? AND word = ?')
      .run(input.kind, input.word);
    if (changes === 0) return;
    const atMs = context.clock.nowMs();
    recordAudit(tx, { atMs, act, what: 'customs_rules.word_remove', target: input.word, data: { kind: input.kind } });
    tx.changed('customs-rules');
  });
}

function plain(word: string): string {
  return word
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .slice(0, 60);
}
