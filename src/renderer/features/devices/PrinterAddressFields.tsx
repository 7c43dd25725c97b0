import { Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { NetworkFields } from '#renderer/features/devices/NetworkFields.tsx';
import { PrinterPlaceField } from '#renderer/features/devices/PrinterPlaceField.tsx';
import { SerialFields } from '#renderer/features/devices/SerialFields.tsx';

const WAYS = ['tcp', 'serial', ...PRINTER_ONLY_KINDS] as const;
import { PRINTER_ONLY_KINDS } from '#shared/contract/printer-address.ts';

/** How a printer is reached; what then has to be said follows from that. */
export function PrinterAddressFields(): ReactNode {
  const { t } = useTranslation('devices');
  const chosen = Form.useWatch<DeviceFormValues['transport'] | undefined>('transport') ?? 'tcp';
  // Of USB HID there are scales and scanners, no printers; only scanners type.
  const way = chosen === 'hid' || chosen === 'wedge' || chosen === 'input' ? 'tcp' : chosen;
  return (
    <>
      <Form.Item name="transport" label={t('field.transport')} extra={t(`way.hint.${way}`)}>
        <Select options={WAYS.map((value) => ({ value, label: t(`way.name.${value}`) }))} />
      </Form.Item>
      {way === 'tcp' && <NetworkFields />}
      {way === 'serial' && <SerialFields />}
      {way !== 'tcp' && way !== 'serial' && <PrinterPlaceField way={way} />}
    </>
  );
}
