import type { Act } from '#main/usecases/actor.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import type { DrawableLabel } from '#main/usecases/printing/print-waybill.ts';
import { queueLabel } from '#main/usecases/printing/queue-label.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

const TRIES_SMALL_PICTURES = 'triesSmallPictures';

/** A test label that is sent in the small form of its language, whatever the printer is set to: to see whether it knows it. */
export function trySmallPictures(label: DrawableLabel): DrawableLabel {
  return { ...label, data: { ...label.data, [TRIES_SMALL_PICTURES]: 'yes' } };
}

/** @param data of a print job */
export function triesSmallPictures(data: Readonly<Record<string, unknown>>): boolean {
  return data[TRIES_SMALL_PICTURES] === 'yes';
}

/** Queues a test label, a new one each time. @returns the job's id */
export async function printTestLabel(
  context: UseCaseContext,
  renderer: LabelRenderer,
  act: Act,
  deviceId: string,
  label: DrawableLabel,
  dotsPerMm: number,
): Promise<string> {
  const rendered = await renderer.render(label.templateId, label.data, dotsPerMm);
  return context.db.transaction((tx) =>
    queueLabel(tx, context, act, context.clock.nowMs(), {
      labelKey: `test:${context.ids.next()}`,
      kind: 'test',
      orderId: null,
      shipmentId: null,
      deviceId,
      templateId: label.templateId,
      data: label.data,
      contentHash: rendered.contentHash,
    }),
  ).id;
}
