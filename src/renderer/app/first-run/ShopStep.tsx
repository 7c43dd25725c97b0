import { CheckCircleFilled } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShopForm } from '#renderer/features/shops/ShopForm.tsx';
import { orpc } from '#renderer/rpc/client.ts';

/** The first shop, now or later. */
export function ShopStep({ onNext }: { readonly onNext: () => void }): ReactNode {
  const { t } = useTranslation('first-run');
  const [adding, setAdding] = useState(false);
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  return (
    <>
      <p>{t('shop.intro')}</p>
      {shops.map((shop) => (
        <p key={shop.id} className="row first-run-done">
          <CheckCircleFilled /> {shop.name}
        </p>
      ))}
      <Button
        size="large"
        type={shops.length === 0 ? 'primary' : 'default'}
        onClick={() => setAdding(true)}
        style={{ alignSelf: 'flex-start' }}
      >
        {t('shop.connect')}
      </Button>
      <div className="first-run-foot">
        <span />
        <Button size="large" type={shops.length > 0 ? 'primary' : 'default'} onClick={onNext}>
          {t(shops.length > 0 ? 'common:next' : 'later')}
        </Button>
      </div>
      {adding && <ShopForm shop={null} onClose={() => setAdding(false)} />}
    </>
  );
}
