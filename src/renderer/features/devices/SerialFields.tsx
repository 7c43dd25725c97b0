import { useQuery } from '@tanstack/react-query';
import { AutoComplete, Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import { isTypedIn } from '#renderer/ui/is-typed-in.ts';

const BAUD_RATES = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];

/** A serial port out of the list of this PC, and how it is to be set. */
export function SerialFields(): ReactNode {
  const { t } = useTranslation('devices');
  const ports = useQuery(orpc.devices.serialPorts.queryOptions({ staleTime: 0, refetchInterval: 3_000 }));
  return (
    <>
      <Form.Item
        name="path"
        label={t('field.path')}
        rules={[{ required: true, message: t('field.pathNeeded') }]}
        extra={ports.data?.ports.length === 0 ? t('field.noPorts') : undefined}
      >
        <AutoComplete
          filterOption={isTypedIn}
          options={(ports.data?.ports ?? []).map(({ path, label }) => ({
            value: path,
            label: `${path}  ${label}`.trimEnd(),
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
  );
}
