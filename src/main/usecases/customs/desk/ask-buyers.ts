import { ASK_WORDS, fillTemplate, languageOf, numberName, templateFault } from '#core/customs/ask-words.ts';
import { cleanProse } from '#core/orders/clean-text.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AskLanguage } from '#shared/contract/customs-desk.ts';
import type { AskTemplate, AskText } from '#shared/contract/customs-desk.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { numberKindOf } from '#shared/model/customs-case.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

interface OwnWords {
  readonly language: string;
  readonly text: string;
  readonly version: number;
}

/** The words for every language: the shop's own, else the built-in ones. */
export function listAskTemplates(db: ReadDb): AskTemplate[] {
  const own = new Map(
    db
      .prepare<[], OwnWords>('SELECT language, text, version FROM customs_ask_templates')
      .all()
      .map((row) => [row.language, row]),
  );
  return AskLanguage.options.map((language) => {
    const words = own.get(language);
    return { language, text: words?.text ?? ASK_WORDS[language], version: words?.version ?? 0 };
  });
}

/**
 * Own words for one language; empty brings the built-in ones back.
 * @throws AppError ERR_CUSTOMS_TEMPLATE_INVALID {reason}: a link, or a place is missing; ERR_CUSTOMS_TEMPLATE_CHANGED
 */
export function saveAskTemplate(
  context: UseCaseContext,
  act: Act,
  input: { readonly language: AskLanguage; readonly version: number; readonly text: string },
): AskTemplate {
  const text = cleanProse(input.text);
  const fault = text === '' ? null : templateFault(text);
  if (fault !== null) throw new AppError('ERR_CUSTOMS_TEMPLATE_INVALID', { reason: fault });
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const before = tx
      .pluck<[string], number>('SELECT version FROM customs_ask_templates WHERE language = ?')
      .get(input.language);
    if ((before ?? 0) !== input.version) throw new AppError('ERR_CUSTOMS_TEMPLATE_CHANGED', {});
    if (text === '') tx.prepare<[string]>('DELETE FROM customs_ask_templates WHERE language = ?').run(input.language);
    else
      tx.prepare<(string | number)[]>(
        'INSERT OR REPLACE INTO customs_ask_templates (language, text, version, saved_by, at_ms) VALUES (?, ?, ?, ?, ?)',
      ).run(input.language, text, input.version + 1, act.actor.name, atMs);
    recordAudit(tx, { atMs, act, what: 'customs.ask_template', target: input.language, data: { text } });
    return {
      language: input.language,
      text: text === '' ? ASK_WORDS[input.language] : text,
      version: text === '' ? 0 : input.version + 1,
    };
  });
}

/**
 * Texts that ask the buyers of these orders for the numbers that they lack. They hold names: making them is written down, and
 * with `mark` each order shows since when its buyer was asked.
 */
export function askBuyers(
  context: UseCaseContext,
  act: Act,
  input: { readonly orderIds: readonly string[]; readonly language?: AskLanguage | null; readonly mark: boolean },
): { texts: AskText[]; skipped: { orderId: string; orderNumber: string; problem: Problem }[] } {
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const words = new Map(listAskTemplates(tx).map((template) => [template.language, template.text]));
    const texts: AskText[] = [];
    const skipped: { orderId: string; orderNumber: string; problem: Problem }[] = [];
    for (const orderId of new Set(input.orderIds)) {
      const order = readAsked(tx, orderId);
      const kinds = wantedNumbers(tx, orderId);
      if (!order || kinds.length === 0) {
        const number = order?.display_number ?? orderId;
        const code = order ? 'ERR_CUSTOMS_NOTHING_TO_ASK' : 'ERR_CUSTOMS_CASE_UNKNOWN';
        skipped.push({ orderId, orderNumber: number, problem: { code, data: { number } } });
        continue;
      }
      const language = input.language ?? languageOf(order.territory);
      const buyer = readRecipient(tx, orderId).name;
      const text = fillTemplate(words.get(language) ?? ASK_WORDS[language], {
        buyer,
        order: order.display_number,
        shop: order.shop_name,
        numbers: kinds.map(numberName).join(', '),
      });
      texts.push({ orderId, orderNumber: order.display_number, buyer, language, kinds, text });
      if (!input.mark) continue;
      for (const kind of kinds)
        tx.prepare<(string | number)[]>(
          `INSERT INTO customs_asks (order_id, kind, language, asked_by, at_ms) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (order_id, kind) DO UPDATE SET language = excluded.language, asked_by = excluded.asked_by, at_ms = excluded.at_ms, answered_at_ms = NULL`,
        ).run(orderId, kind, language, act.actor.name, atMs);
      recordEvent(tx, {
        orderId,
        atMs,
        type: 'customs.asked',
        act,
        rule: null,
        data: { kinds: kinds.join(', '), language },
      });
    }
    const data = { orders: texts.length, isMarked: input.mark };
    recordAudit(tx, {
      atMs,
      act,
      what: 'customs.ask',
      target: texts.length === 1 ? (texts[0]?.orderId ?? '') : '',
      data,
    });
    if (input.mark) tx.changed('orders');
    return { texts, skipped };
  });
}

function readAsked(
  db: ReadDb,
  orderId: string,
): { display_number: string; shop_name: string; territory: string } | undefined {
  return db
    .prepare<[string], { display_number: string; shop_name: string; territory: string }>(
      `SELECT o.display_number, s.name AS shop_name, c.territory FROM customs_cases c JOIN orders o ON o.id = c.order_id JOIN shops s ON s.id = o.shop_id
       WHERE c.order_id = ? AND c.is_open = 1`,
    )
    .get(orderId);
}

/** Numbers of the recipient that findings ask for. */
export function wantedNumbers(db: ReadDb, orderId: string): IdNumberKind[] {
  return db
    .pluck<[string], string>(
      "SELECT DISTINCT field FROM customs_findings WHERE order_id = ? AND severity IN ('block', 'warn') ORDER BY severity, field",
    )
    .all(orderId)
    .flatMap((field) => numberKindOf(field) ?? []);
}
