import { AutoComplete, Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrinterOnlyAddress } from '#shared/contract/printer-address.ts';

/** The one text that tells where the printer is. */
export function PrinterPlaceField({ way }: { readonly way: PrinterOnlyAddress['kind'] }): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <Form.Item name="place" label={t(`way.place.${way}`)} rules={[{ required: true, message: t('way.placeNeeded') }]}>
      <AutoComplete placeholder={t(`way.example.${way}`)} />
    </Form.Item>
  );
}
