import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { inputKey } from '#renderer/features/devices/form-address.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';

/** One of the keyboards of this PC; which of them is the scanner, its name or its unplugging tells. */
export function InputDeviceField(): ReactNode {
  const { t } = useTranslation('devices');
  const list = useQuery(orpc.devices.inputDevices.queryOptions({ staleTime: 0, refetchInterval: 3_000 })).data;
  return (
    <>
      <Form.Item
        name="inputKey"
        label={t('field.inputDevice')}
        rules={[{ required: true, message: t('field.hidNeeded') }]}
        extra={t('field.inputHint')}
      >
        <Select options={(list?.devices ?? []).map(({ address, label }) => ({ value: inputKey(address), label }))} />
      </Form.Item>
      <ProblemNote problem={list?.problem ?? null} />
    </>
  );
}
