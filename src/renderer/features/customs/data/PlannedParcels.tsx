import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import type { PlannedParcelView } from '#shared/contract/customs-data.ts';
import type { OrderId } from '#shared/model/ids.ts';

interface Props {
  readonly parcels: readonly PlannedParcelView[];
  /** Numbers that lead to no order, or to several. */
  readonly unknown: readonly string[];
  readonly excluded: ReadonlySet<OrderId>;
  readonly onExclude: (excluded: ReadonlySet<OrderId>) => void;
}

/** More rows than anybody reads; all of them go into the file. */
const SHOWN = 200;

/** The parcels of a file before it is made; each order can be taken out. */
export function PlannedParcels({ parcels, unknown, excluded, onExclude }: Props): ReactNode {
  const { t } = useTranslation('customs-data');
  const toggle = (orderId: OrderId): void => {
    const next = new Set(excluded);
    if (!next.delete(orderId)) next.add(orderId);
    onExclude(next);
  };
  return (
    <div className="stack-tight">
      <strong>{t('make.parcels', { n: parcels.length })}</strong>
      {unknown.length > 0 && (
        <span role="alert" style={{ color: 'var(--stop)' }}>
          {t('make.unknown', { n: unknown.length, numbers: unknown.slice(0, 20).join(', ') })}
        </span>
      )}
      <div style={{ maxHeight: 260, overflowY: 'auto' }}>
        <table className="plain-table">
          <tbody>
            {parcels.slice(0, SHOWN).map((parcel) => (
              <tr key={`${parcel.orderId} ${parcel.shipmentId ?? ''}`}>
                <td>
                  <Checkbox
                    checked={!excluded.has(parcel.orderId)}
                    onChange={() => toggle(parcel.orderId)}
                    aria-label={parcel.orderNumber}
                  >
                    {parcel.orderNumber}
                  </Checkbox>
                </td>
                <td className="mono">{parcel.trackingNumber || '—'}</td>
                <td>{parcel.destination}</td>
                <td>
                  {parcel.earlier && (
                    <span>
                      <Chip tone="warn">{t('make.earlier', { number: parcel.earlier.number })}</Chip>{' '}
                      <span className="muted">
                        {parcel.earlier.madeBy} · <TimeText atMs={parcel.earlier.atMs} />
                      </span>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {parcels.length > SHOWN && <span className="muted">{t('make.more', { n: parcels.length - SHOWN })}</span>}
    </div>
  );
}
