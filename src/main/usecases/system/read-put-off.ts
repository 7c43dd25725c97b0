import { unlessDamaged } from '#main/db/unless-damaged.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Fewer than a rush leaves behind; so many wait at any time for a moment. */
const WORTH_TELLING = 200;

/** What the light path has put off and is still to be done; null while there is nothing worth telling. */
export function readPutOff(context: UseCaseContext): { readonly isOn: boolean; readonly waiting: number } | null {
  const isOn = context.lightPath?.isOn() ?? false;
  const waiting = unlessDamaged(
    () =>
      context.read
        .pluck<[], number>('SELECT MAX((SELECT COUNT(*) FROM order_search_due), (SELECT COUNT(*) FROM customs_due))')
        .get() ?? 0,
    0,
  );
  return isOn || waiting >= WORTH_TELLING ? { isOn, waiting } : null;
}
