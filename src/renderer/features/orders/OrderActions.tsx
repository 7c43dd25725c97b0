import { BarcodeOutlined, CloudDownloadOutlined, PauseCircleOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { OrderDocuments } from '#renderer/features/orders/OrderDocuments.tsx';
import { client } from '#renderer/rpc/client.ts';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { orderStatusWords } from '#renderer/ui/order-status-words.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useStation } from '#renderer/ui/use-station.ts';

/** What can be done with this order now. */
export function OrderActions({ order }: { readonly order: OrderDetail }): ReactNode {
  const { t } = useTranslation('orders');
  const [, navigate] = useLocation();
  const [holding, setHolding] = useState(false);
  const stationId = useStation();
  const pack = useAct(() => client.packing.open({ stationId, orderId: order.id }), {
    done: () => navigate('/packing'),
  });
  // A click after a lost answer asks for the same slip; once it is queued the next click is for another one.
  const [slipRequest, setSlipRequest] = useState(() => crypto.randomUUID());
  const slip = useAct(() => client.printing.printPickSlip({ orderId: order.id, requestId: slipRequest }), {
    toast: t('action.slipQueued'),
    done: () => setSlipRequest(crypto.randomUUID()),
  });
  const refresh = useAct(() => client.orders.refresh({ id: order.id }), { toast: t('action.refreshed') });
  const hold = useAct((reason: string) => client.orders.placeHold({ id: order.id, reason }), {
    toast: t('action.held'),
    done: () => setHolding(false),
  });
  const packable = order.status === 'ready_to_pack' || order.status === 'packing';
  const failed = [pack, slip, refresh].find((act) => act.problem);
  return (
    <>
      <Button icon={<CloudDownloadOutlined />} loading={refresh.busy} onClick={() => refresh.run(undefined)}>
        {t('action.refresh')}
      </Button>
      <Button icon={<PauseCircleOutlined />} onClick={() => setHolding(true)}>
        {t('action.hold')}
      </Button>
      <OrderDocuments order={order} busy={slip.busy} onPickSlip={() => slip.run(undefined)} />
      <Button
        type="primary"
        icon={<BarcodeOutlined />}
        disabled={!packable}
        title={packable ? undefined : t('action.packNot', { status: t(`common:status.${orderStatusWords(order)}`) })}
        loading={pack.busy}
        onClick={() => pack.run(undefined)}
      >
        {t('action.pack')}
      </Button>
      {failed && <ProblemNote problem={failed.problem} onClose={failed.clear} />}
      <ReasonDialog
        open={holding}
        title={t('action.holdTitle')}
        intro={<p>{t('action.holdIntro')}</p>}
        okText={t('action.hold')}
        choices={[t('action.holdAddress'), t('action.holdBuyer'), t('action.holdGoods')]}
        busy={hold.busy}
        problem={hold.problem}
        onOk={hold.run}
        onCancel={() => setHolding(false)}
      />
    </>
  );
}
