import { PrinterOutlined, SafetyCertificateFilled, WarningFilled } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { AdjustForm } from '#renderer/features/stock/AdjustForm.tsx';
import { BarcodeForm } from '#renderer/features/stock/BarcodeForm.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { StockRow } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** One SKU: its levels, proven against the ledger, and every movement. */
export function SkuDrawer({
  row,
  onLabels,
  onClose,
}: {
  readonly row: StockRow;
  readonly onLabels: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const isLead = useHasRole('lead');
  const ledger = useQuery(orpc.stock.movements.queryOptions({ input: { skuId: row.skuId } }));
  const weights = useQuery(orpc.weighing.skuWeights.queryOptions({ input: { search: row.code } })).data?.weights;
  const learned = weights?.find((weight) => weight.skuId === row.skuId)?.learned;
  const proof = ledger.data;
  const agrees = proof && proof.rebuiltOnHand === proof.storedOnHand && proof.rebuiltReserved === proof.storedReserved;
  return (
    <Drawer
      open
      onClose={onClose}
      size={640}
      title={
        <span>
          <span className="mono">{row.code}</span> {row.title}
        </span>
      }
    >
      <div className="stack">
        <Facts
          rows={[
            [t('column.onHand'), <strong key="onHand">{format.count(row.onHand)}</strong>],
            [t('column.reserved'), format.count(row.reserved)],
            [t('column.available'), format.count(row.available)],
            [t('column.location'), row.location],
            [t('column.weight'), row.weightG === null ? t('noWeight') : format.weight(row.weightG)],
            [
              t('learned.title'),
              learned && (
                <span key="learned">
                  {format.milligrams(learned.weightMg)} ± {format.milligrams(learned.spreadMg)}{' '}
                  <span className="muted">
                    {t(`learned.${learned.method}`, { n: learned.sampleCount })}
                    {learned.state !== 'learned' && ` · ${t('learned.notUsed')}`}
                  </span>
                </span>
              ),
            ],
            [t('column.barcodes'), row.barcodes.join(', ') || t('noBarcode')],
          ]}
        />
        <div className="row">
          <Button icon={<PrinterOutlined />} onClick={onLabels}>
            {t('labels.open')}
          </Button>
        </div>
        {isLead && <AdjustForm key={row.onHand} row={row} />}
        {isLead && <BarcodeForm row={row} />}
        <div className="row-between">
          <h2>{t('ledger.title')}</h2>
          {proof && (
            <Chip tone={agrees ? 'go' : 'stop'}>
              {agrees ? <SafetyCertificateFilled /> : <WarningFilled />}
              {t(agrees ? 'ledger.agrees' : 'ledger.differs', {
                rebuilt: `${proof.rebuiltOnHand} / ${proof.rebuiltReserved}`,
                stored: `${proof.storedOnHand} / ${proof.storedReserved}`,
              })}
            </Chip>
          )}
        </div>
        <ProblemNote problem={ledger.error ? problemOf(ledger.error) : null} onRetry={() => void ledger.refetch()} />
        {ledger.isLoading && <Skeleton active />}
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('ledger.at')}</th>
              <th>{t('ledger.what')}</th>
              <th className="num">{t('column.onHand')}</th>
              <th className="num">{t('column.reserved')}</th>
            </tr>
          </thead>
          <tbody>
            {[...(proof?.movements ?? [])].reverse().map((movement) => (
              <tr key={movement.seq}>
                <td>
                  <TimeText atMs={movement.atMs} />
                </td>
                <td>
                  {t(`ledger.kind.${movement.kind}`, { defaultValue: movement.kind })}{' '}
                  {movement.orderId && <Link href={`/orders/${movement.orderId}`}>{t('ledger.order')}</Link>}
                  {movement.note && (
                    <div className="muted" style={{ overflowWrap: 'anywhere' }}>
                      {movement.note}
                    </div>
                  )}
                </td>
                <td className="num">{signed(movement.onHandDelta)}</td>
                <td className="num">{signed(movement.reservedDelta)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Drawer>
  );
}

function signed(value: number): string {
  if (value === 0) return '';
  return value > 0 ? `+${value}` : `−${Math.abs(value)}`;
}
