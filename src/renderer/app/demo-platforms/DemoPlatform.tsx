import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DemoBuyers } from '#renderer/app/demo-platforms/DemoBuyers.tsx';
import { DemoShopState } from '#renderer/app/demo-platforms/DemoShopState.tsx';
import { Misbehaviours } from '#renderer/app/demo-platforms/Misbehaviours.tsx';
import { client } from '#renderer/rpc/client.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type {
  DemoPlatform as PlatformState,
  DemoShopCommand,
  DemoShopView,
  OrderAct,
} from '#shared/contract/demo-shops.ts';

interface Props {
  readonly shop: DemoShopView;
  readonly platform: PlatformState;
}

/** One simulated platform: whether a shop reads it, its books, its buyers, its orders, what it does wrong, and what was asked of it. */
export function DemoPlatform({ shop, platform }: Props): ReactNode {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const act = useAct((command: DemoShopCommand) => client.system.commandDemoShop({ platform: shop.platform, command }));
  const text = (key: string, values: Record<string, string | number> = {}): string => t(`demoPlatforms.${key}`, values);
  return (
    <div className="stack">
      <ProblemNote problem={act.problem} onClose={act.clear} />
      <DemoShopState platform={platform} />
      <Facts
        rows={[
          [text('orders'), String(shop.orders)],
          [text('stored'), String(platform.shop?.orders ?? 0)],
          [text('paid'), format.money(shop.paidMinor, shop.currency)],
          [text('shipped'), String(shop.shippedOrders)],
          [text('pushes'), text('pushesOf', { sent: shop.pushesSent, acknowledged: shop.pushesAcknowledged })],
        ]}
      />
      <h3>{text('buyers')}</h3>
      <DemoBuyers shop={shop} />
      <h3>{text('wrong')}</h3>
      <Misbehaviours shop={shop} onCommand={act.run} />
      <h3>{text('recentOrders')}</h3>
      {shop.recentOrders.length === 0 && <p className="muted">{text('noOrders')}</p>}
      {shop.recentOrders.map((order) => (
        <div key={order.number} className="row">
          <span className="mono grow ellipsis">{order.number}</span>
          <span className="muted">{order.blocked === null ? '' : text(`blocked.${order.blocked}`)}</span>
          <span>{format.money(order.paidMinor, shop.currency)}</span>
          <Select<OrderAct>
            aria-label={text('actOn', { number: order.number })}
            placeholder={text('act')}
            size="small"
            value={null}
            style={{ width: 150 }}
            options={shop.acts.map((value) => ({ value, label: text(`acts.${value}`) }))}
            onChange={(value) => act.run({ kind: 'act', number: order.number, act: value })}
          />
        </div>
      ))}
      <h3>{text('requests')}</h3>
      {shop.recentRequests.length === 0 && <p className="muted">{text('noRequests')}</p>}
      {shop.recentRequests.map((request, index) => (
        <div key={`${request.atMs} ${index}`} className="row">
          <span className="mono muted">{format.time(request.atMs)}</span>
          <span className="mono grow ellipsis">{request.operation}</span>
          <span className="muted">{[...request.faults, request.status ?? request.outcome].join(' · ')}</span>
        </div>
      ))}
    </div>
  );
}
