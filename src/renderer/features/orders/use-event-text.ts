import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { actorText } from '#renderer/features/orders/actor-text.ts';
import { fillTitle } from '#renderer/features/orders/fill-title.ts';
import type { OrderEvent } from '#renderer/ui/contract-types.ts';
import type { Format } from '#renderer/ui/format.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useServiceLabel } from '#renderer/ui/use-service-label.ts';
import { isErrorCode } from '#shared/errors/catalog.ts';

/** Keys whose values only help a technician; they stay in the details. */
const QUIET = new Set([
  'currency',
  'requestKey',
  'labelKey',
  'shipmentId',
  'orderId',
  'lineId',
  'deviceId',
  'printJobId',
  'jobId',
  'rawMessageId',
  'hash',
  'version',
  'digest',
  'kind',
  'reasonCode',
  'contentHash',
  'moves',
  'alreadyIssued',
  'bytesTotal',
  'state',
]);

export interface EventText {
  readonly sentence: string;
  readonly facts: readonly string[];
}

/** A timeline event in the window's language: a sentence and the facts worth seeing at once. */
export function useEventText(event: OrderEvent, currency: string): EventText {
  const { t } = useTranslation('timeline');
  const format = useFormat();
  const serviceLabel = useServiceLabel();
  const hold = event.data['kind'];
  const reasonCode = event.data['reasonCode'] ?? event.data['code'];
  const kindName = typeof hold === 'string' ? t(`common:hold.${hold}`, { defaultValue: hold }) : '';
  // Two holds of one kind follow each other: without their names the release of the first reads as that of the second.
  const about = event.type.startsWith('hold.') ? t(`holdName.${String(reasonCode)}`, { defaultValue: kindName }) : '';
  const actor = actorText(event, t);
  const why =
    typeof reasonCode === 'string' && isErrorCode(reasonCode)
      ? fillTitle(t(`errors:${reasonCode}.title`, { skipInterpolation: true }), event.data)
      : '';
  const name = t(`event.${event.type}`, { actor, defaultValue: event.type });
  const sentence = about === '' ? name : t('common:pair', { name, text: about });
  const facts = Object.entries(event.data)
    .filter(
      ([key, value]) =>
        !QUIET.has(key) &&
        (typeof value === 'string' || typeof value === 'number') &&
        value !== '' &&
        !(typeof value === 'string' && isErrorCode(value)),
    )
    .map(([key, value]) =>
      t('common:pair', {
        name: t(`fact.${factName(key, value)}`, { defaultValue: key }),
        text:
          (key === 'service' && serviceLabel(String(event.data['carrier']), String(value))) ||
          factValue(key, value, currency, format, t),
      }),
    );
  return { sentence, facts: why ? [why, ...facts] : facts };
}

/** A hold names the lines that it is about, other events count them. */
const factName = (key: string, value: unknown): string =>
  key === 'lines' && typeof value === 'string' ? 'lineNumbers' : key;

function factValue(key: string, value: unknown, currency: string, format: Format, t: TFunction): string {
  if (key === 'payment' || key === 'fulfilment' || key === 'afterSales')
    return t(`orders:axis.${key}.${String(value)}`, { defaultValue: String(value) });
  if (typeof value !== 'number') return t(`timeline:value.${key}.${String(value)}`, { defaultValue: String(value) });
  if (key === 'grams' || /[a-z]G$/.test(key)) return format.weight(value);
  if (key.endsWith('Minor')) return format.money(value, currency);
  return key.endsWith('AtMs') ? format.full(value) : format.count(value);
}
