import { Form, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { HidFields } from '#renderer/features/devices/HidFields.tsx';
import { InputDeviceField } from '#renderer/features/devices/InputDeviceField.tsx';
import { NetworkFields } from '#renderer/features/devices/NetworkFields.tsx';
import { SCANNER_LAYOUTS } from '#shared/scanning/scanner-layout.ts';
import { SerialFields } from '#renderer/features/devices/SerialFields.tsx';

/** How a scale or a scanner is reached: network address, serial port or USB HID. */
export function AddressFields({ kind }: { readonly kind: 'scale' | 'scanner' }): ReactNode {
  const { t } = useTranslation('devices');
  const transport = Form.useWatch<DeviceFormValues['transport'] | undefined>('transport') ?? 'serial';
  return (
    <>
      <Form.Item name="transport" label={t('field.transport')}>
        <Segmented
          className="address-kinds"
          options={[
            { value: 'tcp', label: t('field.tcp') },
            { value: 'serial', label: t('field.serial') },
            { value: 'hid', label: t('field.hid') },
            ...(kind === 'scanner'
              ? [
                  { value: 'wedge', label: t('field.wedge') },
                  { value: 'input', label: t('field.input') },
                ]
              : []),
          ]}
        />
      </Form.Item>
      {transport === 'hid' && <HidFields use={kind} />}
      {transport === 'input' && <InputDeviceField />}
      {(transport === 'wedge' || transport === 'input') && (
        <Form.Item name="layout" label={t('field.layout')} extra={transport === 'wedge' && t('field.wedgeHint')}>
          <Segmented options={SCANNER_LAYOUTS.map((value) => ({ value, label: t(`layout.${value}`) }))} />
        </Form.Item>
      )}
      {transport === 'tcp' && <NetworkFields />}
      {transport === 'serial' && <SerialFields />}
    </>
  );
}
