import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { OrderDetail } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { isSame } from '#renderer/ui/use-draft.ts';
import { EnteredRecipient } from '#shared/contract/orders.ts';

/** As they are asked for; those beside each other share a line. */
const LINES = [
  ['name', 'phone'],
  ['province', 'city'],
  ['district', 'town'],
  ['street', 'postcode'],
] as const;
const NEEDED: ReadonlySet<string> = new Set(['name', 'phone', 'city', 'street']);

interface Props {
  readonly order: OrderDetail;
  /** What is known of the recipient by now; what is masked is asked for. */
  readonly known: OrderDetail['recipient'];
  readonly onClose: () => void;
}

/** Types in who gets the parcel where the platform only masks it. What is typed stays when somebody else does the same. */
export function EnterRecipient({ order, known, onClose }: Props): ReactNode {
  const { t } = useTranslation('orders');
  const [before] = useState(order.recipient);
  const [form] = Form.useForm<EnteredRecipient>();
  const enter = useAct((entered: EnteredRecipient) => client.orders.enterRecipient({ ...entered, id: order.id }), {
    toast: t('recipient.enterDone'),
    done: onClose,
  });
  return (
    <Modal
      open
      title={t('recipient.enterTitle')}
      okText={t('common:save')}
      cancelText={t('common:cancel')}
      confirmLoading={enter.busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('recipient.enterIntro')}</p>
      <Form form={form} layout="vertical" initialValues={startOf(known)} onFinish={enter.run}>
        {LINES.map((line) => (
          <div key={line[0]} className="row recipient-line">
            {line.map((field) => (
              <Form.Item
                key={field}
                name={field}
                label={t(`recipient.${field}`)}
                className="grow"
                rules={[
                  NEEDED.has(field)
                    ? { pattern: /^(?!\s*$)[^*]*$/, required: true, message: t('recipient.needed') }
                    : { pattern: /^[^*]*$/, message: t('recipient.noMask') },
                ]}
              >
                <Input autoFocus={field === 'name'} maxLength={EnteredRecipient.shape[field].maxLength ?? undefined} />
              </Form.Item>
            ))}
          </div>
        ))}
        {!isSame(order.recipient, before) && !enter.busy && <p role="status">{t('common:overtaken')}</p>}
        <ProblemNote problem={enter.problem} />
      </Form>
    </Modal>
  );
}

function startOf(known: OrderDetail['recipient']): EnteredRecipient {
  const clear = (text: string): string => (text.includes('*') ? '' : text);
  return {
    name: clear(known.name),
    phone: clear(known.phone),
    province: known.province,
    city: known.city,
    district: known.district,
    town: known.town,
    street: clear(known.street),
    postcode: known.postcode,
  };
}
