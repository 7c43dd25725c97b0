import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Form, Input, InputNumber, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import type { DeviceView } from '#renderer/ui/contract-types.ts';

const BAUD_RATES = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];

/** How the device is reached: network address, or a serial port out of the list of this PC. */
export function AddressFields({ kind }: { readonly kind: DeviceView['kind'] }): ReactNode {
  const { t } = useTranslation('devices');
  const transport = Form.useWatch<'tcp' | 'serial' | undefined>('transport') ?? (kind === 'printer' ? 'tcp' : 'serial');
  const ports = useQuery(
    orpc.devices.serialPorts.queryOptions({ enabled: transport === 'serial', staleTime: 0, refetchInterval: 3_000 }),
  );
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
      {transport === 'tcp' ? (
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
        <>
          <Form.Item
            name="path"
            label={t('field.path')}
            rules={[{ required: true, message: t('field.pathNeeded') }]}
            extra={ports.data?.ports.length === 0 ? t('field.noPorts') : undefined}
          >
            <AutoComplete
              options={(ports.data?.ports ?? []).map((port) => ({
                value: port.path,
                label: `${port.path}  ${port.label}`,
              }))}
              placeholder={t('field.pathPlaceholder')}
            />
          </Form.Item>
          <div className="form-row">
            <Form.Item name="baudRate" label={t('field.baudRate')}>
              <Select options={BAUD_RATES.map((value) => ({ value, label: String(value) }))} style={{ width: 110 }} />
            </Form.Item>
            <Form.Item name="dataBits" label={t('field.dataBits')}>
              <Select options={[7, 8].map((value) => ({ value, label: String(value) }))} />
            </Form.Item>
            <Form.Item name="parity" label={t('field.parity')}>
              <Select
                options={(['none', 'even', 'odd'] as const).map((value) => ({ value, label: t(`field.${value}`) }))}
                style={{ width: 100 }}
              />
            </Form.Item>
            <Form.Item name="stopBits" label={t('field.stopBits')}>
              <Select options={[1, 2].map((value) => ({ value, label: String(value) }))} />
            </Form.Item>
            <Form.Item name="flow" label={t('field.flow')}>
              <Select
                options={(['none', 'rtscts', 'xonxoff'] as const).map((value) => ({
                  value,
                  label: value === 'none' ? t('field.none') : value.toUpperCase(),
                }))}
                style={{ width: 120 }}
              />
            </Form.Item>
          </div>
        </>
      )}
    </>
  );
}
