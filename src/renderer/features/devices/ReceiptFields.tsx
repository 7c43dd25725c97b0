import { Form, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { ReceiptCharset, writesReceipts } from '#shared/model/receipt-charset.ts';

/** How a receipt printer is sent its receipts; nothing for printers that know pictures only. */
export function ReceiptFields({ languageId }: { readonly languageId: string }): ReactNode {
  const { t } = useTranslation('devices');
  const chosen = Form.useWatch<DeviceFormValues['receiptCharset'] | undefined>('receiptCharset');
  const isHidden = !writesReceipts(languageId);
  return (
    <div className="form-row">
      <Form.Item
        hidden={isHidden}
        name="receiptCharset"
        label={t('receipts.field')}
        tooltip={t('receipts.hint')}
        className="grow"
      >
        <Select
          options={(['picture', ...ReceiptCharset.options] as const).map((value) => ({
            value,
            label: t(`receipts.as.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        hidden={isHidden || chosen === 'picture'}
        name="receiptOpensDrawer"
        label={t('receipts.drawer')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </div>
  );
}
