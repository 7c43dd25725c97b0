import { ApiOutlined, PlusOutlined, ShopOutlined, TruckOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CarrierCard } from '#renderer/features/shops/CarrierCard.tsx';
import { CarrierForm } from '#renderer/features/shops/CarrierForm.tsx';
import { RelayPanel } from '#renderer/features/shops/pushes/RelayPanel.tsx';
import { ShopCard } from '#renderer/features/shops/ShopCard.tsx';
import { TemplatesDialog } from '#renderer/features/shops/http/TemplatesDialog.tsx';
import { ShopForm } from '#renderer/features/shops/ShopForm.tsx';
import { StatusDialog } from '#renderer/features/shops/statuses/StatusDialog.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import type { CarrierAccountView, ShopView } from '#renderer/ui/contract-types.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import './shops.css';

type Dialog =
  | { readonly kind: 'shop'; readonly shop: ShopView | null }
  | { readonly kind: 'statuses'; readonly shop: ShopView }
  | { readonly kind: 'carrier'; readonly account: CarrierAccountView | null }
  | { readonly kind: 'templates' };

/** Where orders come from and who carries parcels away. */
export function ShopsPage(): ReactNode {
  const { t } = useTranslation('shops');
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const isAdmin = useHasRole('admin');
  const shops = useQuery(orpc.shops.list.queryOptions());
  const accounts = useQuery(orpc.carriers.list.queryOptions());
  const hint = isAdmin ? undefined : t('common:adminOnly');
  const addShop = (
    <Button
      type="primary"
      icon={<PlusOutlined />}
      disabled={!isAdmin}
      title={hint}
      onClick={() => setDialog({ kind: 'shop', shop: null })}
    >
      {t('shop.add')}
    </Button>
  );
  const addCarrier = (
    <Button
      icon={<PlusOutlined />}
      disabled={!isAdmin}
      title={hint}
      onClick={() => setDialog({ kind: 'carrier', account: null })}
    >
      {t('carrier.add')}
    </Button>
  );
  const failed = shops.error ?? accounts.error;
  return (
    <PageFrame
      title={t('title')}
      intro={t('intro')}
      actions={
        <Button
          icon={<ApiOutlined />}
          disabled={!isAdmin}
          title={hint}
          onClick={() => setDialog({ kind: 'templates' })}
        >
          {t('http-api:shop.open')}
        </Button>
      }
      problem={failed ? problemOf(failed) : null}
      onRetry={() => void Promise.all([shops.refetch(), accounts.refetch()])}
    >
      <div className="row-between">
        <h2>
          <ShopOutlined /> {t('shop.title')}
        </h2>
        {addShop}
      </div>
      {shops.isLoading && <Skeleton active />}
      <RowProblems>
        {shops.data?.shops.length === 0 && (
          <EmptyState icon={<ShopOutlined />} title={t('shop.empty')} hint={t('shop.emptyHint')} />
        )}
        {shops.data?.shops.map((shop) => (
          <ShopCard
            key={shop.id}
            shop={shop}
            onEdit={() => setDialog({ kind: 'shop', shop })}
            onStatuses={() => setDialog({ kind: 'statuses', shop })}
          />
        ))}
      </RowProblems>
      <h2>
        <ApiOutlined /> {t('pushes:relay.title')}
      </h2>
      <RelayPanel />
      <div className="row-between">
        <h2>
          <TruckOutlined /> {t('carrier.title')}
        </h2>
        {addCarrier}
      </div>
      <RowProblems>
        {accounts.data?.accounts.length === 0 && (
          <EmptyState icon={<TruckOutlined />} title={t('carrier.empty')} hint={t('carrier.emptyHint')} />
        )}
        <div className="carrier-cards">
          {accounts.data?.accounts.map((account) => (
            <CarrierCard
              key={account.id}
              account={account}
              substitute={substituteFor(account, accounts.data.accounts)}
              onEdit={() => setDialog({ kind: 'carrier', account })}
            />
          ))}
        </div>
      </RowProblems>
      {dialog?.kind === 'statuses' && (
        <StatusDialog
          channelId={dialog.shop.channelId}
          channelName={dialog.shop.name}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog?.kind === 'shop' && <ShopForm shop={dialog.shop} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'templates' && <TemplatesDialog onClose={() => setDialog(null)} />}
      {dialog?.kind === 'carrier' && <CarrierForm account={dialog.account} onClose={() => setDialog(null)} />}
    </PageFrame>
  );
}

/** As the backend chooses: the default, else the oldest that is on. */
function substituteFor(account: CarrierAccountView, all: readonly CarrierAccountView[]): string | null {
  const others = all.filter((other) => other.enabled && other.id !== account.id);
  return (others.find((other) => other.isDefault) ?? others[0])?.name ?? null;
}
