import { PrinterOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { reprintReason } from '#renderer/ui/reprint-reason.ts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ParcelDocuments } from '#renderer/features/orders/ParcelDocuments.tsx';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { OrderDetail, PrintJobView } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { PrintDecision } from '#renderer/ui/PrintDecision.tsx';
import { PrintJobState } from '#renderer/ui/PrintJobState.tsx';
import { PrintPreview } from '#renderer/ui/PrintPreview.tsx';
import { needsDecision } from '#renderer/ui/print-tone.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { ReprintDialog } from '#renderer/ui/ReprintDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

/** Parcels with their waybills, and every label that was sent to a printer. */
export function OrderParcels({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const [reprinting, setReprinting] = useState<PrintJobView | null>(null);
  return (
    <>
      <Panel title={t('parcels.title')} flush={order.shipments.length > 0}>
        {order.shipments.length === 0 && <p className="muted">{t('parcels.none')}</p>}
        {order.shipments.length > 0 && (
          <table className="plain-table">
            <tbody>
              {order.shipments.map((parcel) => (
                <tr key={parcel.id}>
                  <td>{t('parcels.number', { n: parcel.parcelNumber })}</td>
                  <td>
                    <Chip tone={parcel.state === 'shipped' ? 'go' : parcel.state === 'cancelled' ? 'stop' : 'accent'}>
                      {t(`parcels.state.${parcel.state}`)}
                    </Chip>
                  </td>
                  <td>
                    {parcel.weightG === null
                      ? '—'
                      : `${format.weight(parcel.weightG)}${parcel.weightSource === 'manual' ? ` (${t('parcels.byHand')})` : ''}`}
                  </td>
                  <td>
                    <span className="mono">{parcel.trackingNumber ?? '—'}</span>
                    <div className="muted">{t(`parcels.waybill.${parcel.waybillState}`)}</div>
                  </td>
                  <td>
                    <TimeText atMs={parcel.shippedAtMs ?? parcel.packedAtMs ?? parcel.openedAtMs} />
                  </td>
                  <td className="num">
                    <ParcelDocuments order={order} parcel={parcel} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
      {order.printJobs.length > 0 && (
        <Panel title={t('labels.title')}>
          <RowProblems>
            {order.printJobs.map((job) => (
              <div key={job.id} className="label-card">
                <PrintPreview job={job} height={220} />
                <div className="grow stack">
                  <PrintJobState job={job} />
                  <Facts
                    rows={[
                      [t('labels.kind'), t(`common:printKind.${job.kind}`)],
                      [t('labels.waybill'), job.trackingNumber && <span className="mono">{job.trackingNumber}</span>],
                      [t('labels.printer'), job.deviceName],
                      [t('labels.by'), job.operatorName],
                      [t('labels.at'), <TimeText key="at" atMs={job.createdAtMs} long />],
                      [
                        t('labels.reason'),
                        job.reason && `${reprintReason(t, job.reason)} (${t('labels.copy', { n: job.printNumber })})`,
                      ],
                    ]}
                  />
                  <ProblemNote problem={job.problem} />
                  {needsDecision(job) && <PrintDecision job={job} />}
                  {(job.state === 'printed' || job.state === 'failed') && (
                    <Button
                      icon={<PrinterOutlined />}
                      style={{ alignSelf: 'flex-start' }}
                      onClick={() => setReprinting(job)}
                    >
                      {t('labels.reprint')}
                    </Button>
                  )}
                </div>
              </div>
            ))}
          </RowProblems>
        </Panel>
      )}
      <ReprintDialog job={reprinting} onClose={() => setReprinting(null)} />
    </>
  );
}
