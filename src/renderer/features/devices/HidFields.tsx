import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hidKey } from '#renderer/features/devices/form-address.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';

/** One of the USB HID scales or scanners that are plugged in now. */
export function HidFields({ use }: { readonly use: 'scale' | 'scanner' }): ReactNode {
  const { t } = useTranslation('devices');
  const list = useQuery(orpc.devices.hidDevices.queryOptions({ staleTime: 0, refetchInterval: 3_000 })).data;
  const devices = (list?.devices ?? []).filter((device) => device.use === use);
  return (
    <>
      <Form.Item
        name="hidKey"
        label={t('field.hidDevice')}
        rules={[{ required: true, message: t('field.hidNeeded') }]}
        extra={list && !list.problem && devices.length === 0 ? t(`field.noHid.${use}`) : undefined}
      >
        <Select options={devices.map(({ address, label }) => ({ value: hidKey(address), label }))} />
      </Form.Item>
      <ProblemNote problem={list?.problem ?? null} />
    </>
  );
}
