import { useQuery } from '@tanstack/react-query';
import { Modal, Select } from 'antd';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SortFields } from '#renderer/features/orders/SortFields.tsx';
import type { SortOrder } from '#renderer/features/orders/SortFields.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Inputs, OrderSummary } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { PrintBatchId } from '#shared/model/ids.ts';

type Batch = Inputs['printing']['createBatch'];

interface Props {
  readonly orders: readonly OrderSummary[];
  readonly onClose: () => void;
}

const KINDS: readonly Batch['kind'][] = ['pick_slip', 'waybill', 'packing_slip', 'carton', 'sscc', 'return', 'receipt'];

/** Labels of many orders as one batch that keeps its order: what, sorted how, on which printer. */
export function BatchDialog({ orders, onClose }: Props): ReactNode {
  const { t } = useTranslation('orders');
  // One id per opened dialog: a second click, or a click after a lost answer, makes no second batch.
  const [id] = useState(() => PrintBatchId.parse(crypto.randomUUID()));
  const [kind, setKind] = useState<Batch['kind']>('pick_slip');
  const [order, setOrder] = useState<SortOrder>({ keys: ['location', 'sku'], reversed: false });
  const [deviceId, setDeviceId] = useState<Batch['deviceId']>(undefined);
  const printers = (useQuery(orpc.devices.list.queryOptions()).data?.devices ?? []).filter(
    (device) => device.kind === 'printer' && device.enabled,
  );
  const create = useAct(
    () =>
      client.printing.createBatch({
        id,
        kind,
        orderIds: orders.map((known) => known.id),
        order,
        ...(deviceId && { deviceId }),
      }),
    {
      toast: ({ queued, skipped }) =>
        skipped.length === 0
          ? t('batch.queued', { n: queued })
          : t('batch.queuedSome', { n: queued, skipped: skipped.length }),
      done: onClose,
    },
  );
  return (
    <Modal
      open
      title={t('batch.title', { n: orders.length })}
      okText={t('batch.ok')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: order.keys.length === 0, autoFocus: true }}
      confirmLoading={create.busy}
      onOk={() => create.run(undefined)}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="stack">
        <label className="stack-tight">
          <span>{t('batch.kind')}</span>
          <Select
            aria-label={t('batch.kind')}
            value={kind}
            onChange={setKind}
            options={KINDS.map((value) => ({ value, label: t(`common:printKind.${value}`) }))}
          />
        </label>
        <p className="muted">{hintOf(kind, t)}</p>
        <SortFields order={order} onChange={setOrder} canReverse />
        {printers.length > 1 && (
          <label className="stack-tight">
            <span>{t('batch.printer')}</span>
            <Select
              allowClear
              placeholder={t('batch.usualPrinter')}
              value={deviceId}
              onChange={setDeviceId}
              options={printers.map((printer) => ({ value: printer.id, label: printer.name }))}
            />
          </label>
        )}
        <ProblemNote problem={create.problem} onClose={create.clear} />
      </div>
    </Modal>
  );
}

function hintOf(kind: Batch['kind'], t: TFunction<'orders'>): string {
  if (kind === 'waybill') return t('batch.waybillsHint');
  return kind === 'pick_slip' ? t('batch.slipsHint') : t(`batch.hint.${kind}`);
}
