import { Button, Popconfirm, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { DemoPlatform } from '#shared/contract/demo-shops.ts';

/** Which shop of this workstation reads a simulated platform, with a pull of it now and the way back. */
export function DemoShopState({ platform }: { readonly platform: DemoPlatform }): ReactNode {
  const { t } = useTranslation('shell');
  const { shop } = platform;
  const pull = useAct((id: NonNullable<typeof shop>['id']) => client.shops.pullNow({ id }), {
    toast: t('demoPlatforms.pulling'),
  });
  const close = useAct((name: string) => client.system.closeDemoShop({ platform: name }));
  const isRead = shop?.enabled === true;
  return (
    <>
      <ProblemNote problem={close.problem ?? pull.problem} onClose={close.problem ? close.clear : pull.clear} />
      <div className="row">
        <Chip tone={isRead ? 'go' : 'warn'}>{t(isRead ? 'demoPlatforms.read' : 'demoPlatforms.unread')}</Chip>
        <span className="grow ellipsis">{shop?.name ?? ''}</span>
        <Space>
          {isRead && (
            <Button size="small" loading={pull.busy} onClick={() => pull.run(shop.id)}>
              {t('demoPlatforms.pull')}
            </Button>
          )}
          {platform.state === 'open' && (
            <Popconfirm
              title={t('demoPlatforms.closeTitle')}
              description={t('demoPlatforms.closeHint')}
              okText={t('demoPlatforms.close')}
              onConfirm={() => close.run(platform.platform)}
            >
              <Button size="small" danger loading={close.busy}>
                {t('demoPlatforms.close')}
              </Button>
            </Popconfirm>
          )}
        </Space>
      </div>
      {platform.state === 'built_in' && <p className="muted">{t('demoPlatforms.builtIn')}</p>}
    </>
  );
}
