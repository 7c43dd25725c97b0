import { Button, Drawer, Tabs } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClosedPlatforms } from '#renderer/app/demo-platforms/ClosedPlatforms.tsx';
import { DemoPlatform } from '#renderer/app/demo-platforms/DemoPlatform.tsx';
import { DemoPaymentsTab } from '#renderer/app/demo-platforms/DemoPaymentsTab.tsx';
import { PassTime } from '#renderer/app/demo-platforms/PassTime.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';

const REFRESH_MS = 2_000;
const MORE = 'more';
const PAYMENTS = 'payments';

/** The control panel of the simulated platforms, behind the mark of the demo store at the foot of every page. */
export function DemoPlatforms(): ReactNode {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="status-item" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Chip tone="warn">{t('demo')}</Chip>
        <span className="status-spare">{t('demoPlatforms.open')}</span>
      </button>
      <Drawer open={open} onClose={() => setOpen(false)} title={t('demoPlatforms.title')} size={560} mask={false}>
        {open && <Platforms />}
      </Drawer>
    </>
  );
}

function Platforms(): ReactNode {
  const { t } = useTranslation('shell');
  const [chosen, setChosen] = useState<string | null>(null);
  const demo = useQuery(orpc.system.demoShops.queryOptions({ refetchInterval: REFRESH_MS }));
  const platforms = demo.data?.platforms ?? [];
  const tabs = (demo.data?.shops ?? []).flatMap((shop) => {
    const platform = platforms.find((each) => each.platform === shop.platform);
    if (!platform) return [];
    return {
      key: shop.platform,
      label: t(`demoPlatforms.platform.${shop.platform}`),
      children: <DemoPlatform shop={shop} platform={platform} />,
    };
  });
  const more = {
    key: MORE,
    label: t('demoPlatforms.more'),
    children: <ClosedPlatforms platforms={platforms.filter(({ state }) => state === 'closed')} onOpened={setChosen} />,
  };
  const payments = { key: PAYMENTS, label: t('demoPayments.title'), children: <DemoPaymentsTab /> };
  const items = demo.data ? [...tabs, more, payments] : [];
  const active = items.some(({ key }) => key === chosen) ? chosen : items[0]?.key;
  return (
    <div className="stack">
      <p className="muted">{t('demoPlatforms.hint')}</p>
      <PassTime aheadMs={demo.data?.aheadMs ?? 0} />
      <Tabs items={items} onChange={setChosen} {...(active ? { activeKey: active } : {})} />
      {demo.isError && <Button onClick={() => void demo.refetch()}>{t('demoPlatforms.again')}</Button>}
    </div>
  );
}
