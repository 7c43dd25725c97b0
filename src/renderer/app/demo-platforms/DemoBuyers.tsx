import { Button, InputNumber, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { TRAFFIC_PROFILES } from '#shared/contract/demo-shops.ts';
import type { DemoShopCommand, DemoShopView, TrafficProfile } from '#shared/contract/demo-shops.ts';

const USUAL_PER_MINUTE = 6;

/** Orders at once, and buyers who come by themselves: how many of them also changes while they come. */
export function DemoBuyers({ shop }: { readonly shop: DemoShopView }): ReactNode {
  const { t } = useTranslation('shell');
  const [count, setCount] = useState(10);
  const [perMinute, setPerMinute] = useState(shop.traffic?.perMinute ?? USUAL_PER_MINUTE);
  const call = (command: DemoShopCommand) => client.system.commandDemoShop({ platform: shop.platform, command });
  const place = useAct(() => call({ kind: 'orders', count }), { toast: t('demoPlatforms.placed', { n: count }) });
  const come = useAct((profile: TrafficProfile | null) => call({ kind: 'traffic', profile, perMinute }));
  const profile = shop.traffic?.profile ?? null;
  const again = (): void => {
    if (shop.traffic && shop.traffic.perMinute !== perMinute) come.run(shop.traffic.profile);
  };
  return (
    <>
      <ProblemNote problem={place.problem ?? come.problem} onClose={place.problem ? place.clear : come.clear} />
      <Space wrap>
        <InputNumber
          aria-label={t('demoPlatforms.count')}
          min={1}
          max={5_000}
          precision={0}
          value={count}
          onChange={(value) => setCount(value ?? 1)}
          style={{ width: 90 }}
        />
        <Button loading={place.busy} onClick={() => place.run(undefined)}>
          {t('demoPlatforms.addOrders')}
        </Button>
        <InputNumber
          aria-label={t('demoPlatforms.perMinute')}
          min={0.1}
          max={1_000}
          value={perMinute}
          onChange={(value) => setPerMinute(value ?? 1)}
          onBlur={again}
          onPressEnter={again}
          suffix={t('demoPlatforms.perMinuteUnit')}
          style={{ width: 120 }}
        />
        <Select<TrafficProfile | 'off'>
          aria-label={t('demoPlatforms.traffic')}
          value={profile ?? 'off'}
          loading={come.busy}
          style={{ width: 150 }}
          options={(['off', ...TRAFFIC_PROFILES] as const).map((value) => ({
            value,
            label: t(`demoPlatforms.profile.${value}`),
          }))}
          onChange={(value) => come.run(value === 'off' ? null : value)}
        />
      </Space>
      <p className="muted" role="status">
        {shop.traffic && profile
          ? t(`demoPlatforms.coming.${profile}`, { n: shop.traffic.perMinute, many: shop.traffic.perMinute * 10 })
          : t('demoPlatforms.trafficHint')}
      </p>
    </>
  );
}
