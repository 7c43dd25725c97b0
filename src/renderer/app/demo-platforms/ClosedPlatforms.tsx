import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { DemoPlatform } from '#shared/contract/demo-shops.ts';

interface Props {
  readonly platforms: readonly DemoPlatform[];
  readonly onOpened: (platform: string) => void;
}

/** The platforms that do not run yet: one click starts one and makes it a shop. */
export function ClosedPlatforms({ platforms, onOpened }: Props): ReactNode {
  const { t } = useTranslation('shell');
  const open = useAct((platform: string) => client.system.openDemoShop({ platform }), {
    done: (_shops, platform) => onOpened(platform),
  });
  return (
    <div className="stack">
      <ProblemNote problem={open.problem} onClose={open.clear} />
      <p className="muted">{t('demoPlatforms.moreHint')}</p>
      {platforms.length === 0 && <p>{t('demoPlatforms.allOpen')}</p>}
      {platforms.map(({ platform, shop }) => (
        <div key={platform} className="row">
          <span className="grow">{t(`demoPlatforms.platform.${platform}`)}</span>
          <span className="muted">{shop ? t('demoPlatforms.keptOrders', { n: shop.orders }) : ''}</span>
          <Button
            type="primary"
            loading={open.input === platform}
            aria-label={t('demoPlatforms.startNamed', { platform: t(`demoPlatforms.platform.${platform}`) })}
            onClick={() => open.run(platform)}
          >
            {t('demoPlatforms.start')}
          </Button>
        </div>
      ))}
    </div>
  );
}
