import { Form, Input, InputNumber, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { PackagingView } from '#shared/contract/weighing.ts';

type Values = Pick<PackagingView, 'code' | 'name' | 'lengthMm' | 'widthMm' | 'heightMm'> & {
  readonly tareG?: number | null;
};

const EMPTY: Values = { code: '', name: '', tareG: null, lengthMm: 0, widthMm: 0, heightMm: 0 };
const SIDES = ['lengthMm', 'widthMm', 'heightMm'] as const;

/** Adds or changes a packaging. Without a tare it is learned from parcels. */
export function PackagingForm({
  packaging,
  onClose,
}: {
  readonly packaging: PackagingView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('settings');
  const [form] = Form.useForm<Values>();
  const save = useAct(
    (values: Values) =>
      client.weighing.savePackaging({
        ...values,
        id: packaging?.id ?? null,
        code: values.code.trim().toUpperCase(),
        tareG: values.tareG ?? null,
      }),
    { done: onClose },
  );
  return (
    <Modal
      open
      title={packaging ? packaging.name : t('packaging.add')}
      okText={t('common:save')}
      cancelText={t('common:cancel')}
      confirmLoading={save.busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={packaging ?? EMPTY} onFinish={save.run}>
        <Form.Item
          name="code"
          label={t('packaging.code')}
          extra={t('packaging.codeHint')}
          rules={[{ required: true, pattern: /^[A-Za-z0-9-]{1,8}$/, message: t('packaging.codeRule') }]}
        >
          <Input autoFocus maxLength={8} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('packaging.name')}
          rules={[{ required: true, whitespace: true, message: t('packaging.nameNeeded') }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="tareG" label={t('packaging.tare')} extra={t('packaging.tareHint')}>
          <InputNumber min={0} max={20_000} precision={0} suffix="g" style={{ width: 160 }} />
        </Form.Item>
        <div className="row">
          {SIDES.map((side) => (
            <Form.Item key={side} name={side} label={t(`packaging.${side}`)} rules={[{ required: true }]}>
              <InputNumber min={0} max={3_000} precision={0} suffix="mm" style={{ width: 130 }} />
            </Form.Item>
          ))}
        </div>
      </Form>
      <ProblemNote problem={save.problem} />
    </Modal>
  );
}
