import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Inputs, OrderDetail } from '#renderer/ui/contract-types.ts';
import { DocumentDialog } from '#renderer/ui/DocumentDialog.tsx';
import { PrinterOutlined } from '#renderer/ui/icons.tsx';

type Parcel = OrderDetail['shipments'][number];
type Subject = Inputs['documents']['print']['subject'];

const KINDS = ['carton', 'sscc', 'return', 'packing_slip'] as const;

/** Labels and slips of one box; a box that is open, or was put back, has none. */
export function ParcelDocuments({
  order,
  parcel,
}: {
  readonly order: OrderDetail;
  readonly parcel: Parcel;
}): ReactNode {
  const { t } = useTranslation('orders');
  const [kind, setKind] = useState<(typeof KINDS)[number] | null>(null);
  if (parcel.state === 'open' || parcel.state === 'cancelled') return null;
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: KINDS.map((key) => ({ key, label: t(`common:printKind.${key}`) })),
          onClick: ({ key }) => setKind(KINDS.find((known) => known === key) ?? null),
        }}
      >
        <Button icon={<PrinterOutlined />} aria-label={t('papers.ofParcel', { n: parcel.parcelNumber })}>
          {t('papers.print')}
        </Button>
      </Dropdown>
      {kind && (
        <DocumentDialog
          title={`${t(`common:printKind.${kind}`)} · ${order.displayNumber} · ${t('parcels.number', { n: parcel.parcelNumber })}`}
          subject={subjectOf(kind, order, parcel)}
          onClose={() => setKind(null)}
        />
      )}
    </>
  );
}

function subjectOf(kind: (typeof KINDS)[number], order: OrderDetail, parcel: Parcel): Subject {
  if (kind === 'packing_slip') return { kind, orderId: order.id, shipmentId: parcel.id };
  return { kind, shipmentId: parcel.id };
}
