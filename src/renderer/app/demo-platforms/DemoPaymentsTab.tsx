import { Button, Popconfirm, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { DEMO_PAYMENT_SCRIPTS } from '#shared/contract/demo-payments.ts';
import type {
  DemoPaymentCommand,
  DemoPaymentScript,
  DemoPayments,
  DemoTillId,
} from '#shared/contract/demo-payments.ts';

const REFRESH_MS = 2_000;
type Send = (command: DemoPaymentCommand) => void;

/** The simulated payment providers: started as accounts, and told what to notify about orders that wait for their payment. */
export function DemoPaymentsTab(): ReactNode {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const payments = useQuery(orpc.system.demoPayments.queryOptions({ refetchInterval: REFRESH_MS }));
  const act = useAct((command: DemoPaymentCommand) => client.system.commandDemoPayments(command));
  const { tills = [], callbacks = [], orders = [] } = payments.data ?? {};
  const open = tills.filter(({ isOpen }) => isOpen).map(({ till }) => till);
  return (
    <div className="stack">
      <ProblemNote problem={act.problem} onClose={act.clear} />
      <p className="muted">{t('demoPayments.hint')}</p>
      {tills.map((till) => (
        <Till key={till.till} till={till} isBusy={act.busy} onSend={act.run} />
      ))}
      <h3>{t('demoPayments.orders')}</h3>
      <div className="row">
        <span className="muted grow">{t('demoPayments.orderHint')}</span>
        <Button loading={act.input?.kind === 'order'} onClick={() => act.run({ kind: 'order' })}>
          {t('demoPayments.order')}
        </Button>
      </div>
      {orders.length === 0 && <p className="muted">{t('demoPayments.noOrders')}</p>}
      {orders.map((order) => (
        <AwaitingOrder key={order.id} order={order} open={open} onSend={act.run} />
      ))}
      <h3>{t('demoPayments.callbacks')}</h3>
      {callbacks.length === 0 && <p className="muted">{t('demoPayments.noCallbacks')}</p>}
      {callbacks.map(({ atMs, till, number, script, answer }) => (
        <div key={`${atMs} ${till}`} className="row">
          <span className="mono muted">{format.time(atMs)}</span>
          <span className="grow ellipsis">
            {t(`demoPayments.till.${till}`)} · {t(`demoPayments.script.${script}`)} ·{' '}
            <span className="mono">{number}</span>
          </span>
          <span className="mono ellipsis" title={answer}>
            {answer}
          </span>
        </div>
      ))}
    </div>
  );
}

interface TillProps {
  readonly till: DemoPayments['tills'][number];
  readonly isBusy: boolean;
  readonly onSend: Send;
}

function Till({ till: { till, isOpen, account, questions }, isBusy, onSend }: TillProps): ReactNode {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const name = t(`demoPayments.till.${till}`);
  return (
    <>
      <div className="row">
        <Chip tone={isOpen ? 'go' : 'neutral'}>{t(isOpen ? 'demoPayments.on' : 'demoPayments.off')}</Chip>
        <span className="grow ellipsis">
          {name} <span className="muted">{account?.name ?? ''}</span>
        </span>
        {isOpen ? (
          <Popconfirm
            title={t('demoPayments.closeTitle')}
            description={t('demoPayments.closeHint')}
            okText={t('demoPlatforms.close')}
            onConfirm={() => onSend({ kind: 'close', till })}
          >
            <Button size="small" danger disabled={isBusy}>
              {t('demoPlatforms.close')}
            </Button>
          </Popconfirm>
        ) : (
          <Button
            size="small"
            type="primary"
            disabled={isBusy}
            aria-label={t('demoPlatforms.startNamed', { platform: name })}
            onClick={() => onSend({ kind: 'open', till })}
          >
            {t('demoPlatforms.start')}
          </Button>
        )}
      </div>
      {questions.map((question, index) => (
        <div key={`${question.atMs} ${index}`} className="row">
          <span className="mono muted">{format.time(question.atMs)}</span>
          <span className="mono grow ellipsis">{t('demoPayments.asked', { operation: question.operation })}</span>
          <span className="muted">{question.answer}</span>
        </div>
      ))}
    </>
  );
}

interface OrderProps {
  readonly order: DemoPayments['orders'][number];
  readonly open: readonly DemoTillId[];
  readonly onSend: Send;
}

function AwaitingOrder({ order, open, onSend }: OrderProps): ReactNode {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const [chosen, setChosen] = useState<DemoTillId | null>(null);
  const till = chosen !== null && open.includes(chosen) ? chosen : open[0];
  return (
    <div className="row">
      <span className="mono grow ellipsis">{order.number}</span>
      <span>{format.money(order.totalMinor, order.currency)}</span>
      <Select<DemoTillId>
        aria-label={t('demoPayments.tillOf', { number: order.number })}
        size="small"
        style={{ width: 130 }}
        {...(till ? { value: till } : {})}
        placeholder={t('demoPayments.noTill')}
        options={open.map((value) => ({ value, label: t(`demoPayments.till.${value}`) }))}
        onChange={setChosen}
      />
      <Select<DemoPaymentScript>
        aria-label={t('demoPayments.notifyOf', { number: order.number })}
        size="small"
        style={{ width: 150 }}
        disabled={till === undefined}
        value={null}
        placeholder={t('demoPayments.notify')}
        options={DEMO_PAYMENT_SCRIPTS.map((value) => ({ value, label: t(`demoPayments.script.${value}`) }))}
        onChange={(script) => till && onSend({ kind: 'notify', till, orderId: order.id, script })}
      />
    </div>
  );
}
