import { Button, Form, Input, InputNumber, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { readBase64 } from '#renderer/ui/read-base64.ts';
import { minorOf, typedOf } from '#renderer/ui/typed-amount.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { OrderId, PaymentId } from '#shared/model/ids.ts';
import { minorDigits } from '#shared/model/money.ts';

interface KnownOrder {
  readonly id: OrderId;
  readonly totalMinor: number;
  readonly currency: string;
}

interface Props {
  /** Null: a payment of nobody's; the person names the order. */
  readonly order: KnownOrder | null;
  readonly paymentId: PaymentId | null;
  readonly amountMinor: number | null;
  /** The order's; a payment of nobody's has its own. */
  readonly currency: string;
  readonly reference: string;
  readonly onClose: () => void;
}

interface Values {
  readonly orderNumber?: string;
  readonly amount: number;
  readonly reference: string;
  readonly note: string | undefined;
}

/** Says with a proof that an order was paid, for a second person to decide. */
export function RepairForm({ order, paymentId, amountMinor, currency, reference, onClose }: Props): ReactNode {
  const { t } = useTranslation('payments');
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [wantsFile, setWantsFile] = useState(false);
  const amount = Form.useWatch('amount', form);
  const send = useAct(
    async ({ values, proof }: { values: Values; proof: File }) => {
      const known = order ?? (await orderOf(values.orderNumber ?? ''));
      return client.payments.openRepair({
        orderId: known.id,
        paymentId,
        amountMinor: minorOf(values.amount, known.currency),
        reference: values.reference,
        note: values.note ?? '',
        fileName: proof.name,
        contentBase64: await readBase64(proof),
      });
    },
    { toast: t('repair.sent'), done: onClose },
  );
  const due = order ? format.money(order.totalMinor, order.currency) : null;
  const differs = order !== null && typeof amount === 'number' && minorOf(amount, currency) !== order.totalMinor;
  return (
    <Modal
      open
      title={t('repair.title')}
      okText={t('repair.send')}
      cancelText={t('common:cancel')}
      confirmLoading={send.busy}
      onOk={() => {
        setWantsFile(true);
        form.submit();
      }}
      onCancel={onClose}
    >
      <p>{t('repair.intro')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          amount: typedOf(amountMinor ?? order?.totalMinor ?? 0, currency) || undefined,
          reference,
          note: '',
        }}
        onFinish={(values) => file && send.run({ values, proof: file })}
      >
        {order === null && (
          <Form.Item
            name="orderNumber"
            label={t('repair.orderNumber')}
            rules={[{ required: true, message: t('repair.orderNeeded') }]}
          >
            <Input autoFocus maxLength={100} />
          </Form.Item>
        )}
        <Form.Item
          name="amount"
          label={t('repair.amount')}
          rules={[{ required: true, message: t('repair.amountNeeded') }]}
          extra={
            due === null
              ? undefined
              : `${t('repair.due', { amount: due })}${differs ? ` · ${t('repair.differs')}` : ''}`
          }
        >
          <InputNumber min={typedOf(1, currency)} precision={minorDigits(currency)} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="reference"
          label={t('repair.reference')}
          rules={[{ required: true, whitespace: true, message: t('repair.referenceNeeded') }]}
        >
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item
          label={t('repair.proof')}
          required
          {...(wantsFile && !file ? { validateStatus: 'error' as const, help: t('repair.proofNeeded') } : {})}
        >
          <span className="row">
            <Button onClick={() => picker.current?.click()}>{t('repair.choose')}</Button>
            <span>{file?.name}</span>
          </span>
          <input
            ref={picker}
            type="file"
            accept="image/png,image/jpeg,application/pdf"
            className="visually-hidden"
            tabIndex={-1}
            aria-label={t('repair.proof')}
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </Form.Item>
        <Form.Item name="note" label={t('repair.note')}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
      <ProblemNote problem={send.problem} onClose={send.clear} />
    </Modal>
  );
}

/** @throws AppError ERR_ORDER_UNKNOWN where the number means no order, or several */
async function orderOf(number: string): Promise<Pick<KnownOrder, 'id' | 'currency'>> {
  const { matches } = await client.orders.find({ number });
  const orders = new Map(matches.map(({ order }) => [order.id, order]));
  const [only] = orders.values();
  if (only === undefined || orders.size > 1) throw new AppError('ERR_ORDER_UNKNOWN', { orderId: number });
  return only;
}
