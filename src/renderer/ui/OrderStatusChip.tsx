import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '#renderer/ui/Chip.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import { orderStatusWords } from '#renderer/ui/order-status-words.ts';
import type { OrderStatusWords } from '#renderer/ui/order-status-words.ts';
import type { OrderSummary } from '#shared/model/order.ts';

const TONES: Readonly<Record<OrderStatusWords, Tone>> = {
  awaiting_payment: 'neutral',
  on_hold: 'warn',
  ready_to_pack: 'accent',
  packing: 'accent',
  packed: 'accent',
  labelled: 'go',
  shipped: 'go',
  delivered: 'go',
  completed: 'neutral',
  cancelled: 'stop',
  refunding: 'warn',
  refunded: 'stop',
  voided: 'stop',
};

/** The one status of an order, in words and colour. */
export function OrderStatusChip({
  order,
}: {
  readonly order: Pick<OrderSummary, 'status' | 'payment' | 'afterSales'>;
}): ReactNode {
  const { t } = useTranslation();
  const words = orderStatusWords(order);
  return <Chip tone={TONES[words]}>{t(`status.${words}`)}</Chip>;
}
