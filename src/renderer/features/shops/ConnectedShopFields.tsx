import { Form, InputNumber, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StockPushFields } from '#renderer/features/shops/StockPushFields.tsx';
import type { ShopView } from '#renderer/ui/contract-types.ts';

/** What can be chosen for a shop as soon as it is connected. */
export function ConnectedShopFields({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('shops');
  return (
    <>
      <Form.Item name="pollSeconds" label={t('shop.interval')}>
        <InputNumber min={30} max={86_400} suffix="s" />
      </Form.Item>
      <Form.Item name="buysAhead" label={t('shop.buysAhead')} extra={t('shop.buysAheadHint')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {shop.canPushStock && <StockPushFields />}
    </>
  );
}
