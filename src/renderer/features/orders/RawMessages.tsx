import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Panel } from '#renderer/ui/Panel.tsx';
import type { OrderId } from '#shared/model/ids.ts';

/** The way to the raw messages of an order, beside what was made of them. */
export function RawMessages({ orderId }: { readonly orderId: OrderId }): ReactNode {
  const { t } = useTranslation('lineage');
  const [, navigate] = useLocation();
  return (
    <Panel
      title={t('title')}
      extra={<Button onClick={() => navigate(`/orders/${orderId}/messages`)}>{t('open')}</Button>}
    >
      <p className="muted">{t('intro')}</p>
    </Panel>
  );
}
