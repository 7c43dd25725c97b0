import { Form, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { NetworkFields } from '#renderer/features/devices/NetworkFields.tsx';
import { SerialFields } from '#renderer/features/devices/SerialFields.tsx';

/** How a scale or a scanner is reached: network address, or a serial port out of the list of this PC. */
export function AddressFields(): ReactNode {
  const { t } = useTranslation('devices');
  const transport = Form.useWatch<DeviceFormValues['transport'] | undefined>('transport') ?? 'serial';
  return (
    <>
      <Form.Item name="transport" label={t('field.transport')}>
        <Segmented
          options={[
            { value: 'tcp', label: t('field.tcp') },
            { value: 'serial', label: t('field.serial') },
          ]}
        />
      </Form.Item>
      {transport === 'tcp' ? <NetworkFields /> : <SerialFields />}
    </>
  );
}
