import { Button, Drawer, Tabs } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DemoPlatform } from '#renderer/app/demo-platforms/DemoPlatform.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';

const REFRESH_MS = 2_000;

/** The control panel of the simulated platforms, behind the mark of the demo store at the foot of every page. */
export function DemoPlatforms(): ReactNode {
  const { t } = useTranslation('shell');
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="status-item" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Chip tone="warn">{t('demo')}</Chip>
        {t('demoPlatforms.open')}
      </button>
      <Drawer open={open} onClose={() => setOpen(false)} title={t('demoPlatforms.title')} size={560} mask={false}>
        {open && <Platforms />}
      </Drawer>
    </>
  );
}

function Platforms(): ReactNode {
  const { t } = useTranslation('shell');
  const { language } = usePreferences();
  const channels = useQuery(orpc.shops.channels.queryOptions()).data?.channels;
  const shops = useQuery(orpc.system.demoShops.queryOptions({ refetchInterval: REFRESH_MS }));
  return (
    <div className="stack">
      <p className="muted">{t('demoPlatforms.hint')}</p>
      <Tabs
        items={(shops.data?.shops ?? []).map((shop) => ({
          key: shop.platform,
          label: channels?.find(({ id }) => id === shop.platform)?.label[language] ?? shop.platform,
          children: <DemoPlatform shop={shop} />,
        }))}
      />
      {shops.isError && <Button onClick={() => void shops.refetch()}>{t('demoPlatforms.again')}</Button>}
    </div>
  );
}
