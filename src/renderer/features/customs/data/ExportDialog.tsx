import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '#renderer/ui/DayField.tsx';
import { PlannedParcels } from '#renderer/features/customs/data/PlannedParcels.tsx';
import { TransportFields } from '#renderer/features/customs/data/TransportFields.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import type { ExportSelection, PlannedParcelView } from '#shared/contract/customs-data.ts';
import { CustomsFormatId, NO_TRANSPORT, formatFamily } from '#shared/model/customs-data.ts';
import type { OrderId, ShopId } from '#shared/model/ids.ts';

interface Plan {
  readonly parcels: readonly PlannedParcelView[];
  readonly unknown: readonly string[];
}

/** What goes into a file, seen before it is made: numbers that were pasted, or a day of the warehouse. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('customs-data');
  const [id] = useState(() => crypto.randomUUID());
  const [keptFormat, setFormat] = useSessionState('customs.data.format', 'broker_xlsx');
  const format = CustomsFormatId.options.find((known) => known === keptFormat) ?? 'broker_xlsx';
  const [templateId, setTemplateId] = useState<string | null>(null);
  const [way, setWay] = useState<'numbers' | 'day'>('numbers');
  const [numbers, setNumbers] = useState('');
  const [day, setDay] = useState('');
  const [shopId, setShopId] = useState<ShopId | null>(null);
  const [transport, setTransport] = useState(NO_TRANSPORT);
  const [reason, setReason] = useState('');
  const [plan, setPlan] = useState<Plan | null>(null);
  const [excluded, setExcluded] = useState<ReadonlySet<OrderId>>(new Set());
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  const templates = useQuery(orpc.customsData.templates.queryOptions()).data?.templates ?? [];
  const family = formatFamily(format);
  const fitting = templates.filter(({ body }) => body.kind === family);
  const chosen = fitting.find((template) => template.id === templateId) ?? fitting[0];
  const typed = numbers.split(/[\s,;，；]+/).filter((number) => number !== '');

  const look = useAct(
    async (): Promise<Plan> => {
      if (way === 'day') {
        const selection: ExportSelection = { kind: 'day', day, shopId };
        return { ...(await client.customsData.planExport({ format, selection })), unknown: [] };
      }
      const found = await client.customsData.findOrders({ numbers: typed });
      const unknown = found.unknown.map(({ number }) => number);
      if (found.orderIds.length === 0) return { parcels: [], unknown };
      const selection: ExportSelection = { kind: 'orders', orderIds: found.orderIds };
      return { ...(await client.customsData.planExport({ format, selection })), unknown };
    },
    {
      done(planned) {
        setPlan(planned);
        setExcluded(new Set());
      },
    },
  );
  const kept = plan?.parcels.filter(({ orderId }) => !excluded.has(orderId)) ?? [];
  const repeated = kept.filter(({ earlier }) => earlier !== null);
  const make = useAct(
    () =>
      client.customsData.makeExport({
        id,
        format,
        templateId: chosen?.id ?? null,
        selection: { kind: 'orders', orderIds: [...new Set(kept.map(({ orderId }) => orderId))] },
        transport,
        repeatReason: repeated.length > 0 && reason.trim() !== '' ? reason.trim() : null,
      }),
    { toast: t('make.begun'), done: onClose },
  );
  const needsTemplate = family !== 'itmatt';
  const canLook = way === 'day' ? day !== '' : typed.length > 0;
  const canMake =
    kept.length > 0 && (!needsTemplate || chosen !== undefined) && (repeated.length === 0 || reason.trim().length >= 3);
  const anew = (): void => {
    setPlan(null);
    look.clear();
    make.clear();
  };
  return (
    <Modal
      open
      width={860}
      title={t('make.title')}
      onCancel={onClose}
      cancelText={t('common:cancel')}
      okText={plan ? t('make.make', { n: kept.length }) : t('make.look')}
      okButtonProps={{ disabled: plan ? !canMake : !canLook }}
      confirmLoading={look.busy || make.busy}
      onOk={() => (plan ? make.run(undefined) : look.run(undefined))}
    >
      <div className="stack">
        <label className="stack-tight">
          {t('make.format')}
          <Select
            value={format}
            onChange={(value) => {
              setFormat(value);
              anew();
            }}
            options={CustomsFormatId.options.map((value) => ({ value, label: t(`format.${value}`) }))}
          />
          <span className="muted">{t(`formatHint.${family}`)}</span>
        </label>
        {needsTemplate && (
          <label className="stack-tight">
            {t(`make.template.${family}`)}
            <Select
              value={chosen?.id ?? null}
              placeholder={t('make.noTemplate')}
              status={chosen ? '' : 'error'}
              onChange={setTemplateId}
              options={fitting.map((template) => ({ value: template.id, label: template.name }))}
            />
          </label>
        )}
        <Segmented
          value={way}
          onChange={(value) => {
            setWay(value);
            anew();
          }}
          options={(['numbers', 'day'] as const).map((value) => ({ value, label: t(`make.way.${value}`) }))}
        />
        {way === 'numbers' ? (
          <Input.TextArea
            autoFocus
            rows={4}
            aria-label={t('make.numbers')}
            placeholder={t('make.numbers')}
            maxLength={400_000}
            value={numbers}
            onChange={(event) => {
              setNumbers(event.target.value);
              anew();
            }}
          />
        ) : (
          <div className="row">
            <DayField
              label={t('make.day')}
              value={day}
              onDay={(chosen) => {
                setDay(chosen);
                anew();
              }}
            />
            <Select
              aria-label={t('make.shop')}
              style={{ minWidth: 220 }}
              value={shopId}
              onChange={(value: ShopId | null) => {
                setShopId(value);
                anew();
              }}
              options={[
                { value: null, label: t('make.everyShop') },
                ...shops.map((shop) => ({ value: shop.id, label: shop.name })),
              ]}
            />
          </div>
        )}
        {family === 'ceb603' && <TransportFields value={transport} onChange={setTransport} />}
        {plan && (
          <PlannedParcels parcels={plan.parcels} unknown={plan.unknown} excluded={excluded} onExclude={setExcluded} />
        )}
        {repeated.length > 0 && (
          <div className="stack-tight" role="alert">
            <strong>{t('make.repeated', { n: repeated.length })}</strong>
            <div className="row">
              <Button onClick={() => setExcluded(new Set([...excluded, ...repeated.map(({ orderId }) => orderId)]))}>
                {t('make.leaveOut')}
              </Button>
              <Input
                className="grow"
                aria-label={t('make.reason')}
                placeholder={t('make.reason')}
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </div>
          </div>
        )}
        <ProblemNote problem={look.problem ?? make.problem} onClose={anew} />
      </div>
    </Modal>
  );
}
