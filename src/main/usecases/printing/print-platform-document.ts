import { sha256Hex } from '#main/db/sha256-hex.ts';
import type { PlatformDocument } from '#main/plugins/print-components/print-component.ts';
import type { Act } from '#main/usecases/actor.ts';
import { platformLabelKey } from '#main/usecases/printing/platform-label-key.ts';
import { queueLabel } from '#main/usecases/printing/queue-label.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Marks a print whose content is a platform's own document and not a picture of ours. */
export const PLATFORM_TEMPLATE = 'platform-document';

/**
 * Queues a waybill as its platform made it, once: its number is the label key, so a second click finds the first print.
 * @returns the job's id
 */
export function printPlatformDocument(
  context: UseCaseContext,
  act: Act,
  request: {
    readonly deviceId: string;
    readonly componentId: string;
    readonly document: PlatformDocument;
    readonly orderId: string | null;
  },
): string {
  const { componentId, document } = request;
  const data = { componentId, document };
  return context.db.transaction((tx) =>
    queueLabel(tx, context, act, context.clock.nowMs(), {
      labelKey: platformLabelKey(componentId, document.documentId),
      kind: 'waybill',
      orderId: request.orderId,
      shipmentId: null,
      deviceId: request.deviceId,
      templateId: PLATFORM_TEMPLATE,
      data,
      contentHash: hashPlatformDocument(JSON.stringify(data)),
    }),
  ).id;
}

/** Tells two contents apart, as the hash of a picture does. */
export function hashPlatformDocument(dataJson: string): string {
  return sha256Hex(dataJson);
}
