import { CheckCircleFilled, ShopOutlined, TruckOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SenderControl } from '#renderer/features/settings/SenderControl.tsx';
import { CarrierForm } from '#renderer/features/shops/CarrierForm.tsx';
import { ShopForm } from '#renderer/features/shops/ShopForm.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { SenderAddress } from '#shared/model/sender-address.ts';

/** The first shop, and what a parcel of it needs besides goods: a carrier and a sender. All may wait; a sender that was typed is saved on the way on. */
export function ShopStep({ onNext }: { readonly onNext: () => void }): ReactNode {
  const { t } = useTranslation('first-run');
  const [adding, setAdding] = useState<'shop' | 'carrier' | null>(null);
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  const carriers = useQuery(orpc.carriers.list.queryOptions()).data?.accounts ?? [];
  const settings = useQuery(orpc.settings.list.queryOptions()).data?.settings ?? [];
  const sender = settings.find(({ name }) => name === 'senderAddress');
  const [typed, setTyped] = useState<SenderAddress | null>(null);
  const save = useAct(
    (value: SenderAddress) => client.settings.set({ name: 'senderAddress', value, version: sender?.version ?? 0 }),
    { done: onNext },
  );
  const hasTyped = typed !== null && Object.values(typed).some((part) => part.trim() !== '');
  const goOn = (): void => (hasTyped ? save.run(typed) : onNext());
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
      {sender && (
        <div className="setting">
          <div className="setting-words">
            <strong id="first-run-sender">{t('settings:name.senderAddress.label')}</strong>
            <span className="muted">{t('settings:name.senderAddress.hint')}</span>
          </div>
          <SenderControl
            labelId="first-run-sender"
            disabled={save.busy}
            value={typed ?? sender.value}
            onChange={setTyped}
            onEnter={goOn}
          />
        </div>
      )}
      <ProblemNote problem={save.problem} onClose={save.clear} />
      <div className="first-run-foot">
        {save.problem ? <Button onClick={onNext}>{t('shop.withoutSender')}</Button> : <span />}
        <Button
          size="large"
          type={shops.length > 0 || hasTyped ? 'primary' : 'default'}
          loading={save.busy}
          onClick={goOn}
        >
          {t(goOnWords(shops.length > 0, hasTyped))}
        </Button>
      </div>
      {adding === 'shop' && <ShopForm shop={null} onClose={() => setAdding(null)} />}
      {adding === 'carrier' && <CarrierForm account={null} onClose={() => setAdding(null)} />}
    </>
  );
}

function goOnWords(hasShop: boolean, hasTyped: boolean): string {
  if (hasTyped) return 'shop.saveSender';
  return hasShop ? 'common:next' : 'later';
}
