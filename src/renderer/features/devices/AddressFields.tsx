import { Form, Input, InputNumber, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { HidFields } from '#renderer/features/devices/HidFields.tsx';
import { SerialFields } from '#renderer/features/devices/SerialFields.tsx';
import type { DeviceView } from '#renderer/ui/contract-types.ts';

/** How the device is reached: network address, serial port or USB HID. */
export function AddressFields({ kind }: { readonly kind: DeviceView['kind'] }): ReactNode {
  const { t } = useTranslation('devices');
  const transport =
    Form.useWatch<DeviceFormValues['transport'] | undefined>('transport') ?? (kind === 'printer' ? 'tcp' : 'serial');
  return (
    <>
      <Form.Item name="transport" label={t('field.transport')}>
        <Segmented
          options={[
            { value: 'tcp', label: t('field.tcp') },
            { value: 'serial', label: t('field.serial') },
            ...(kind === 'printer' ? [] : [{ value: 'hid', label: t('field.hid') }]),
          ]}
        />
      </Form.Item>
      {transport === 'hid' && kind !== 'printer' ? (
        <HidFields use={kind} />
      ) : transport === 'tcp' ? (
        <div className="form-row">
          <Form.Item
            name="host"
            label={t('field.host')}
            rules={[{ required: true, message: t('field.hostNeeded') }]}
            className="grow"
          >
            <Input placeholder="192.168.1.40" spellCheck={false} />
          </Form.Item>
          <Form.Item name="port" label={t('field.port')} rules={[{ required: true }]}>
            <InputNumber min={1} max={65_535} />
          </Form.Item>
        </div>
      ) : (
        <SerialFields />
      )}
    </>
  );
}
