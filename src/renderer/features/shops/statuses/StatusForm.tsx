import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asked } from '#renderer/features/shops/statuses/StatusDialog.tsx';
import type { StatusMapping, StatusMeaning } from '#renderer/features/shops/statuses/use-meaning-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { AfterSalesState, FulfilmentState, HoldKind, PaymentState } from '#shared/model/order.ts';

type Part = keyof StatusMeaning;

/** What a status of each kind can say; the backend refuses the rest. */
const PARTS: Readonly<Record<StatusMapping['axis'], readonly Part[]>> = {
  order: ['payment', 'fulfilment', 'afterSales', 'hold'],
  payment: ['payment', 'fulfilment', 'hold'],
  fulfilment: ['fulfilment', 'hold'],
  refund: ['afterSales', 'hold'],
};
const OWN_STEPS: ReadonlySet<string> = new Set(['reserved', 'packing', 'packed', 'labelled']);
const HOLDS_OF_CHECKS: ReadonlySet<string> = new Set(['stock', 'customs', 'label', 'payment']);
const CHOICES: Readonly<Record<Part, readonly string[]>> = {
  payment: PaymentState.options,
  fulfilment: FulfilmentState.options.filter((state) => !OWN_STEPS.has(state)),
  afterSales: AfterSalesState.options,
  hold: HoldKind.options.filter((kind) => !HOLDS_OF_CHECKS.has(kind)),
};
const NOTHING: StatusMeaning = { payment: null, fulfilment: null, afterSales: null, hold: null };

interface Props {
  readonly channelId: string;
  readonly asked: Asked;
  readonly onClose: () => void;
}

/** Says what one status means. Enter saves it. */
export function StatusForm({ channelId, asked, onClose }: Props): ReactNode {
  const { t } = useTranslation('statuses');
  const { axis, vendorStatus, seen } = asked;
  const [meaning, setMeaning] = useState<StatusMeaning>(seen ?? NOTHING);
  const [reason, setReason] = useState('');
  const save = useAct(() => client.channelStatuses.save({ channelId, axis, vendorStatus, seen, meaning, reason }), {
    toast: ({ waitingCount }) => (waitingCount === 0 ? t('saved') : t('savedWaiting', { n: waitingCount })),
    done: onClose,
  });
  const isSaid = PARTS[axis].some((part) => meaning[part] !== null);
  const isReady = isSaid && reason.trim() !== '';
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && !save.busy) save.run(undefined);
      }}
    >
      <p>
        {t('common:pair', { name: t(`axis.${axis}`), text: '' })}
        <strong className="mono">{vendorStatus}</strong>
      </p>
      <p className="muted">{t(`axisHint.${axis}`)}</p>
      {PARTS[axis].map((part, index) => (
        <label key={part} className="stack-tight">
          <span>{t(`part.${part}`)}</span>
          <Select
            allowClear
            autoFocus={index === 0}
            aria-label={t(`part.${part}`)}
            placeholder={t('saysNothing')}
            value={meaning[part]}
            onChange={(value: string | undefined) => setMeaning({ ...meaning, [part]: value ?? null })}
            options={CHOICES[part].map((value) => ({
              value,
              label: part === 'hold' ? t(`common:hold.${value}`) : t(`orders:axis.${part}.${value}`),
            }))}
          />
        </label>
      ))}
      <label className="stack-tight">
        <span>{t('common:reason')}</span>
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </label>
      {asked.waitingCount > 0 && <p>{t('willReplay', { n: asked.waitingCount })}</p>}
      <ProblemNote problem={save.problem} onClose={save.clear} />
      <div className="row">
        <Button type="primary" htmlType="submit" disabled={!isReady} loading={save.busy}>
          {t('common:save')}
        </Button>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        {!isReady && <span className="muted">{t(isSaid ? 'reasonNeeded' : 'meaningNeeded')}</span>}
      </div>
    </form>
  );
}
