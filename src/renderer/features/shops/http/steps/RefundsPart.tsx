import type { ReactNode } from 'react';
import { PartSwitch, TextField } from '#renderer/features/shops/http/DraftFields.tsx';
import { RequestFields } from '#renderer/features/shops/http/RequestFields.tsx';
import { PagingFields } from '#renderer/features/shops/http/steps/PagingFields.tsx';
import { GET } from '#renderer/features/shops/http/steps/request-starters.ts';
import { TableField } from '#renderer/features/shops/http/TableField.tsx';
import { AfterSalesState } from '#shared/model/order.ts';

/** Which request lists refunds, and what their rows mean. */
export function RefundsPart(): ReactNode {
  return (
    <PartSwitch
      path="refunds"
      name="refunds"
      part={{ request: GET, paging: { kind: 'none' }, rows: 'refunds', mapping: '{}', statuses: [] }}
    >
      <RequestFields path="refunds.request" />
      <PagingFields path="refunds.paging" />
      <TextField path="refunds.rows" name="rows" />
      <TextField path="refunds.mapping" name="refundMapping" rows={6} />
      <TableField
        path="refunds.statuses"
        name="refundStatuses"
        columns={[{ key: 'status' }, { key: 'state', options: AfterSalesState.options }]}
        row={{ status: '', state: 'requested' }}
      />
    </PartSwitch>
  );
}
