import { ExclamationCircleFilled } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import { EnterRecipient } from '#renderer/features/orders/EnterRecipient.tsx';

/** Says before anybody packs that no carrier can be told who gets the parcel, and what to do. */
export function SealedRecipient({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation('orders');
  const problemText = useProblemText();
  const [isEntering, setEntering] = useState(false);
  const { title, advice } = problemText({ code: 'ERR_ORDER_RECIPIENT_SEALED', data: { number: order.displayNumber } });
  return (
    <>
      {order.recipientSealed && (
        <section className="hold-card" aria-label={t('common:recipientSealed')}>
          <ExclamationCircleFilled style={{ color: 'var(--warn)', fontSize: 24 }} />
          <div className="grow stack-tight">
            <strong>{title}</strong>
            {advice && <span>{advice}</span>}
          </div>
          <Button type="primary" onClick={() => setEntering(true)}>
            {t(order.recipientEntered ? 'recipient.correct' : 'recipient.enter')}
          </Button>
        </section>
      )}
      {isEntering && <EnterRecipient order={order} known={order.recipient} onClose={() => setEntering(false)} />}
    </>
  );
}
