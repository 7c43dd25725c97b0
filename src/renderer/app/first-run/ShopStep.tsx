import { CheckCircleFilled, ShopOutlined, TruckOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SettingRow } from '#renderer/features/settings/SettingRow.tsx';
import { CarrierForm } from '#renderer/features/shops/CarrierForm.tsx';
import { ShopForm } from '#renderer/features/shops/ShopForm.tsx';
import { orpc } from '#renderer/rpc/client.ts';

/** The first shop, and what a parcel of it needs besides goods: a carrier and a sender. All may wait. */
export function ShopStep({ onNext }: { readonly onNext: () => void }): ReactNode {
  const { t } = useTranslation('first-run');
  const [adding, setAdding] = useState<'shop' | 'carrier' | null>(null);
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  const carriers = useQuery(orpc.carriers.list.queryOptions()).data?.accounts ?? [];
  const settings = useQuery(orpc.settings.list.queryOptions()).data?.settings ?? [];
  const sender = settings.find(({ name }) => name === 'senderAddress');
  return (
    <>
      <p>{t('shop.intro')}</p>
      {[...shops, ...carriers].map(({ id, name }) => (
        <p key={id} className="row first-run-done">
          <CheckCircleFilled /> {name}
        </p>
      ))}
      <div className="row">
        <Button
          size="large"
          type={shops.length === 0 ? 'primary' : 'default'}
          icon={<ShopOutlined />}
          onClick={() => setAdding('shop')}
        >
          {t('shop.connect')}
        </Button>
        <Button size="large" icon={<TruckOutlined />} onClick={() => setAdding('carrier')}>
          {t('shops:carrier.add')}
        </Button>
      </div>
      {sender && <SettingRow setting={sender} field={{ group: 'labels' }} />}
      <div className="first-run-foot">
        <span />
        <Button size="large" type={shops.length > 0 ? 'primary' : 'default'} onClick={onNext}>
          {t(shops.length > 0 ? 'common:next' : 'later')}
        </Button>
      </div>
      {adding === 'shop' && <ShopForm shop={null} onClose={() => setAdding(null)} />}
      {adding === 'carrier' && <CarrierForm account={null} onClose={() => setAdding(null)} />}
    </>
  );
}
