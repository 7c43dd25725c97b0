import { QuestionCircleFilled } from '#renderer/ui/icons.tsx';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { ParcelSettle } from '#renderer/ui/ParcelSettle.tsx';
import { SettleParcelDialog } from '#renderer/ui/SettleParcelDialog.tsx';
import type { SettledParcel } from '#renderer/ui/SettleParcelDialog.tsx';

/** Labelled parcels that wait for a word: did they leave or not? */
export function UnsettledParcels({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation();
  const [settling, setSettling] = useState<SettledParcel | null>(null);
  return (
    <>
      {order.shipments
        .filter((parcel) => parcel.unsettled)
        .map((parcel) => (
          <section key={parcel.id} className="hold-card" aria-label={t('settle.question', { n: parcel.parcelNumber })}>
            <QuestionCircleFilled style={{ color: 'var(--warn)', fontSize: 24 }} />
            <div className="grow stack-tight">
              <strong>
                {t('settle.question', { n: parcel.parcelNumber })} <span className="mono">{parcel.trackingNumber}</span>
              </strong>
              <span>{t('settle.why')}</span>
            </div>
            <ParcelSettle orderId={order.id} shipmentId={parcel.id} onAnswer={setSettling} />
          </section>
        ))}
      <SettleParcelDialog parcel={settling} onClose={() => setSettling(null)} />
    </>
  );
}
