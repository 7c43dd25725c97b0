import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { listMessages } from '#main/usecases/lineage/list-messages.ts';
import { messageBytes, readMessage } from '#main/usecases/lineage/read-message.ts';
import type { FindChannel } from '#main/usecases/lineage/read-message.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { LineageDetail, LineageEntry } from '#shared/contract/lineage.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface Key {
  readonly orderId: string;
  readonly origin: LineageEntry['origin'];
  readonly id: string;
}

/** A message in clear; the look is written down before the data leaves. @throws AppError ERR_LINEAGE_MESSAGE_UNKNOWN */
export function revealMessage(context: UseCaseContext, findChannel: FindChannel, act: Act, key: Key): LineageDetail {
  return context.db.transaction((tx) => {
    const detail = readMessage(tx, findChannel, key, false);
    writeDown(tx, context, act, key, detail.entry.sha256);
    return detail;
  });
}

/** The exact bytes, also of what is too large or too strange to be shown. @throws AppError ERR_LINEAGE_MESSAGE_UNKNOWN */
export function downloadMessage(
  context: UseCaseContext,
  act: Act,
  key: Key,
): { readonly fileName: string; readonly content: Uint8Array } {
  return context.db.transaction((tx) => {
    const entry = listMessages(tx, key.orderId).messages.find(
      (message) => message.id === key.id && message.origin === key.origin,
    );
    if (!entry) throw new AppError('ERR_LINEAGE_MESSAGE_UNKNOWN', { id: key.id });
    writeDown(tx, context, act, key, entry.sha256);
    return { fileName: `message-${entry.sha256.slice(0, 12)}.bin`, content: messageBytes(tx, entry) };
  });
}

function writeDown(tx: WriteTx, context: UseCaseContext, act: Act, key: Key, sha256: string): void {
  const atMs = context.clock.nowMs();
  const data = { message: sha256.slice(0, 16) };
  recordEvent(tx, { orderId: key.orderId, atMs, type: 'order.revealed', act, rule: null, data });
  recordAudit(tx, { atMs, act, what: 'order.reveal_message', target: key.orderId, data });
}
