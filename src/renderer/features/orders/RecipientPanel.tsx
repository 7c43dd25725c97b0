import { EyeOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { EnterRecipient } from '#renderer/features/orders/EnterRecipient.tsx';
import { EraseData } from '#renderer/features/orders/EraseData.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';

/** The recipient, masked; clear only after a reason was given, and only until the page is left. */
export function RecipientPanel({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation('orders');
  const { territory } = useFieldText();
  const [asking, setAsking] = useState(false);
  const [isEntering, setEntering] = useState(false);
  const [clear, setClear] = useState<OrderDetail['recipient'] | null>(null);
  const reveal = useAct((reason: string) => client.orders.reveal({ id: order.id, reason }), {
    done(recipient) {
      setClear(recipient);
      setAsking(false);
    },
  });
  const isErased = order.erasedAtMs !== null;
  const mayEnter = order.recipientSealed || order.recipientEntered;
  const shown = clear ?? order.recipient;
  const address = [shown.province, shown.city, shown.district, shown.town, shown.street]
    .filter((part) => part !== '')
    .join(' ');
  return (
    <Panel
      title={t('recipient.title')}
      extra={
        <>
          <EraseData order={order} isOffered={!isErased && clear === null} />
          {!isErased && clear && mayEnter && (
            <Button type={order.recipientSealed ? 'primary' : 'default'} onClick={() => setEntering(true)}>
              {t(order.recipientEntered ? 'recipient.correct' : 'recipient.enter')}
            </Button>
          )}
          {!isErased && clear && <Button onClick={() => setClear(null)}>{t('recipient.hide')}</Button>}
          {!isErased && !clear && (
            <Button icon={<EyeOutlined />} onClick={() => setAsking(true)}>
              {t('recipient.reveal')}
            </Button>
          )}
        </>
      }
    >
      {isErased && (
        <p className="muted">
          {t('recipient.erased')} <TimeText atMs={order.erasedAtMs} />
        </p>
      )}
      <Facts
        rows={[
          [t('recipient.name'), shown.name],
          [t('recipient.phone'), shown.phone],
          [t('recipient.address'), address],
          [t('recipient.postcode'), shown.postcode],
          [t('recipient.country'), shown.country === '' ? '' : territory(shown.country)],
        ]}
      />
      {shown.isMasked && <p className="muted">{t('recipient.platformMask')}</p>}
      {order.recipientEntered && <p className="muted">{t('recipient.entered')}</p>}
      {isEntering && <EnterRecipient order={order} known={shown} onClose={() => setEntering(false)} />}
      <ReasonDialog
        open={asking}
        title={t('recipient.revealTitle')}
        intro={<p>{t('recipient.revealIntro')}</p>}
        okText={t('recipient.reveal')}
        choices={[t('recipient.callBuyer'), t('recipient.checkAddress'), t('recipient.carrierAsks')]}
        busy={reveal.busy}
        problem={reveal.problem}
        onOk={reveal.run}
        onCancel={() => setAsking(false)}
      />
    </Panel>
  );
}
