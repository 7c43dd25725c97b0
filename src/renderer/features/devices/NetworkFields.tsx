import { Form, Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Address and port of a device on the network. */
export function NetworkFields(): ReactNode {
  const { t } = useTranslation('devices');
  return (
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
  );
}
