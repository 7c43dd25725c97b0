import { Form, InputNumber, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Whether a shop is told what can be sold, and what it is never told of. */
export function StockPushFields(): ReactNode {
  const { t } = useTranslation('shops');
  return (
    <>
      <Form.Item
        name="pushesStock"
        label={t('shop.pushesStock')}
        extra={t('shop.pushesStockHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item name="stockKeptBack" label={t('shop.stockKeptBack')} extra={t('shop.stockKeptBackHint')}>
        <InputNumber min={0} max={100_000} precision={0} />
      </Form.Item>
    </>
  );
}
