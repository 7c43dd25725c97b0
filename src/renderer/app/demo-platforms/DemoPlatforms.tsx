import { Button, Drawer, Radio } from 'antd';
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

/** Choices that wrap: eleven do not fit beside each other, and a strip that scrolls moves away under the click. */
function Platforms(): ReactNode {
  const { t } = useTranslation('shell');
  const [chosen, setChosen] = useState<string | null>(null);
  const demo = useQuery(orpc.system.demoShops.queryOptions({ refetchInterval: REFRESH_MS }));
  const platforms = demo.data?.platforms ?? [];
  const running = (demo.data?.shops ?? []).map(({ platform }) => platform);
  const names = demo.data ? [...running, MORE, PAYMENTS] : [];
  const shown = names.find((name) => name === chosen) ?? names[0];
  const shop = demo.data?.shops.find(({ platform }) => platform === shown);
  const platform = platforms.find((each) => each.platform === shown);
  return (
    <div className="stack">
      <p className="muted">{t('demoPlatforms.hint')}</p>
      <PassTime aheadMs={demo.data?.aheadMs ?? 0} />
      <Radio.Group
        aria-label={t('demoPlatforms.choose')}
        optionType="button"
        value={shown}
        onChange={(event) => setChosen(String(event.target.value))}
        options={names.map((name) => ({ value: name, label: nameOf(name) }))}
      />
      {shop && platform && <DemoPlatform key={shop.platform} shop={shop} platform={platform} />}
      {shown === MORE && (
        <ClosedPlatforms platforms={platforms.filter(({ state }) => state === 'closed')} onOpened={setChosen} />
      )}
      {shown === PAYMENTS && <DemoPaymentsTab />}
      {demo.isError && <Button onClick={() => void demo.refetch()}>{t('demoPlatforms.again')}</Button>}
    </div>
  );

  function nameOf(name: string): string {
    if (name === MORE) return t('demoPlatforms.more');
    return name === PAYMENTS ? t('demoPayments.title') : t(`demoPlatforms.platform.${name}`);
  }
}
