import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField, PartSwitch, TextField } from '#renderer/features/shops/http/DraftFields.tsx';
import { RequestFields } from '#renderer/features/shops/http/RequestFields.tsx';
import { PagingFields } from '#renderer/features/shops/http/steps/PagingFields.tsx';
import { GET } from '#renderer/features/shops/http/steps/request-starters.ts';

/** Which request lists the orders, and which one tells all of an order where the list does not. */
export function OrdersStep(): ReactNode {
  const { t } = useTranslation('http-api');
  return (
    <div className="stack">
      <p className="muted">{t('places')}</p>
      <RequestFields path="orders.request" />
      <PagingFields path="orders.paging" />
      <div className="http-row">
        <TextField path="orders.rows" name="rows" />
        <TextField path="orders.number" name="rowNumber" />
        <NumberField path="orders.windowMinutes" name="windowMinutes" />
      </div>
      <PartSwitch path="detail" name="detail" part={{ request: { ...GET, path: '/orders/{order.number}' }, row: '$' }}>
        <RequestFields path="detail.request" />
        <TextField path="detail.row" name="detailRow" />
      </PartSwitch>
    </div>
  );
}
