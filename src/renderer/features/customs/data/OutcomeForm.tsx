import { Form, Input, Modal, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { ClearanceResult } from '#shared/model/customs-data.ts';
import { parseDecimalAmount } from '#shared/model/money.ts';

interface Values {
  readonly number: string;
  readonly result: ClearanceResult;
  readonly reasonCode: string;
  readonly reasonText: string;
  readonly cost: string;
  readonly currency: string;
}

const EMPTY: Values = { number: '', result: 'refused', reasonCode: '', reasonText: '', cost: '', currency: '' };

/** One result that somebody was told. */
export function OutcomeForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('customs-data');
  const [form] = Form.useForm<Values>();
  const save = useAct(
    ({ cost, currency, ...values }: Values) => {
      const code = currency.trim().toUpperCase();
      const minor = cost.trim() === '' ? null : parseDecimalAmount(cost, code);
      return client.customsData.recordOutcome({
        ...values,
        cost: minor === null ? null : { minor, currency: code },
        atMs: null,
      });
    },
    { toast: t('results.entered'), done: onClose },
  );
  return (
    <Modal
      open
      title={t('results.enter')}
      okText={t('results.recordOne')}
      cancelText={t('common:cancel')}
      confirmLoading={save.busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={EMPTY} onFinish={save.run}>
        <Form.Item
          name="number"
          label={t('results.anyNumber')}
          rules={[{ required: true, whitespace: true, message: t('results.numberNeeded') }]}
        >
          <Input autoFocus maxLength={80} />
        </Form.Item>
        <Form.Item name="result" label={t('results.result')}>
          <Segmented options={ClearanceResult.options.map((value) => ({ value, label: t(`result.${value}`) }))} />
        </Form.Item>
        <Form.Item name="reasonText" label={t('results.reason')}>
          <Input.TextArea rows={2} maxLength={400} />
        </Form.Item>
        <div className="row">
          <Form.Item name="reasonCode" label={t('field.reason_code')}>
            <Input maxLength={40} style={{ width: 160 }} />
          </Form.Item>
          <Form.Item
            name="cost"
            label={t('results.cost')}
            dependencies={['currency']}
            rules={[
              {
                validator: (_, cost: string) =>
                  cost.trim() === '' ||
                  parseDecimalAmount(cost, String(form.getFieldValue('currency')).trim().toUpperCase()) !== null
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('results.costRule'))),
              },
            ]}
          >
            <Input inputMode="decimal" maxLength={16} style={{ width: 120 }} />
          </Form.Item>
          <Form.Item
            name="currency"
            label={t('field.currency')}
            rules={[
              {
                validator: (_, currency: string) =>
                  /^[A-Za-z]{3}$/.test(currency.trim()) || String(form.getFieldValue('cost')).trim() === ''
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('results.currencyRule'))),
              },
            ]}
          >
            <Input maxLength={3} style={{ width: 100 }} />
          </Form.Item>
        </div>
      </Form>
      <ProblemNote problem={save.problem} />
    </Modal>
  );
}
