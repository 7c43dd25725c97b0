import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';

export type Payment = Outputs['payments']['list']['payments'][number];

const TONES: Readonly<Record<Payment['state'], Tone>> = {
  waiting_order: 'neutral',
  noticed: 'neutral',
  asking: 'accent',
  confirmed: 'go',
  parked: 'stop',
  repaired: 'go',
};

/** Where a payment stands, and how often its provider was asked. */
export function PaymentState({ payment }: { readonly payment: Payment }): ReactNode {
  const { t } = useTranslation('payments');
  return (
    <span className="row">
      <Chip tone={TONES[payment.state]}>{t(`state.${payment.state}`)}</Chip>
      {(payment.state === 'asking' || payment.state === 'parked') && payment.attempts > 0 && (
        <span className="muted">{t('askedTimes', { n: payment.attempts })}</span>
      )}
    </span>
  );
}
