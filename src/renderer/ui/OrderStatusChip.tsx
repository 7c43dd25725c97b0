import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tone } from '#renderer/ui/Chip.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { DisplayStatus } from '#shared/model/order.ts';

const TONES: Readonly<Record<DisplayStatus, Tone>> = {
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
};

/** The one status of an order, in words and colour. */
export function OrderStatusChip({ status }: { readonly status: DisplayStatus }): ReactNode {
  const { t } = useTranslation();
  return <Chip tone={TONES[status]}>{t(`status.${status}`)}</Chip>;
}
