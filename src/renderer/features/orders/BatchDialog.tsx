import { useQuery } from '@tanstack/react-query';
import { Modal, Segmented, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Inputs, OrderSummary } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { PrintBatchId } from '#shared/model/ids.ts';

type Batch = Inputs['printing']['createBatch'];
type SortKey = Batch['order']['keys'][number];

interface Props {
  readonly orders: readonly OrderSummary[];
  readonly onClose: () => void;
}

const SORT_KEYS: readonly SortKey[] = ['location', 'zone', 'sku', 'carrier', 'paid'];

/** Labels of many orders as one batch that keeps its order: what, sorted how, on which printer. */
export function BatchDialog({ orders, onClose }: Props): ReactNode {
  const { t } = useTranslation('orders');
  // One id per opened dialog: a second click, or a click after a lost answer, makes no second batch.
  const [id] = useState(() => PrintBatchId.parse(crypto.randomUUID()));
  const [kind, setKind] = useState<Batch['kind']>('pick_slip');
  const [keys, setKeys] = useState<SortKey[]>(['location', 'sku']);
  const [reversed, setReversed] = useState(false);
  const [deviceId, setDeviceId] = useState<Batch['deviceId']>(undefined);
  const printers = (useQuery(orpc.devices.list.queryOptions()).data?.devices ?? []).filter(
    (device) => device.kind === 'printer' && device.enabled,
  );
  const create = useAct(
    () =>
      client.printing.createBatch({
        id,
        kind,
        orderIds: orders.map((order) => order.id),
        order: { keys, reversed },
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
      okButtonProps={{ disabled: keys.length === 0, autoFocus: true }}
      confirmLoading={create.busy}
      onOk={() => create.run(undefined)}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="stack">
        <Segmented
          aria-label={t('batch.kind')}
          value={kind}
          onChange={setKind}
          options={[
            { value: 'pick_slip', label: t('batch.slips') },
            { value: 'waybill', label: t('batch.waybills') },
          ]}
        />
        <p className="muted">{t(kind === 'waybill' ? 'batch.waybillsHint' : 'batch.slipsHint')}</p>
        <label className="stack-tight">
          <span>{t('batch.sortBy')}</span>
          <Select
            mode="multiple"
            value={keys}
            onChange={setKeys}
            options={SORT_KEYS.map((key) => ({ value: key, label: t(`printing:sort.${key}`) }))}
          />
        </label>
        <label className="row">
          <Switch checked={reversed} onChange={setReversed} />
          <span>{t('batch.reversed')}</span>
        </label>
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
