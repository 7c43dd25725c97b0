import { Checkbox, Form, Input, Modal, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { OperatorView } from '#shared/contract/auth.ts';
import { OperatorRight } from '#shared/model/operator-right.ts';

interface Values {
  readonly name: string;
  readonly role: OperatorView['role'];
  readonly pin: string | undefined;
  readonly rights: OperatorView['rights'];
}

const ROLES = ['operator', 'lead', 'admin'] as const;

/** Adds or changes a person. An empty PIN of a person who has one stays as it is. */
export function OperatorForm({
  operator,
  onClose,
}: {
  readonly operator: OperatorView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('settings');
  const [form] = Form.useForm<Values>();
  const role = Form.useWatch('role', form) ?? operator?.role ?? 'operator';
  const save = useAct(
    ({ name, role: chosen, pin, rights }: Values) =>
      operator
        ? client.auth.updateOperator({ id: operator.id, name, role: chosen, rights, ...(pin && { pin }) })
        : client.auth.createOperator({ name, role: chosen, rights, pin: pin || null }),
    { toast: t('people.saved'), done: onClose },
  );
  return (
    <Modal
      open
      title={operator ? operator.name : t('people.add')}
      okText={t('common:save')}
      cancelText={t('common:cancel')}
      confirmLoading={save.busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          name: operator?.name ?? '',
          role: operator?.role ?? 'operator',
          pin: '',
          rights: operator?.rights ?? [],
        }}
        onFinish={save.run}
      >
        <Form.Item
          name="name"
          label={t('people.name')}
          rules={[{ required: true, whitespace: true, message: t('people.nameNeeded') }]}
        >
          <Input autoFocus maxLength={40} />
        </Form.Item>
        <Form.Item name="role" label={t('people.role')} extra={t(`people.roleHint.${role}`)}>
          <Segmented options={ROLES.map((value) => ({ value, label: t(`shell:role.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="pin"
          label={t('people.pin')}
          extra={operator?.hasPin ? t('common:keptSecret') : t('people.pinHint')}
          rules={[{ pattern: /^\d{4,12}$/, message: t('people.pinRule') }]}
        >
          <Input.Password inputMode="numeric" autoComplete="new-password" maxLength={12} />
        </Form.Item>
        <Form.Item
          name="rights"
          label={t('people.rights')}
          extra={OperatorRight.options
            .map((value) =>
              t('common:pair', { name: t(`people.right.${value}`), text: t(`people.rightHint.${value}`) }),
            )
            .join(' ')}
        >
          <Checkbox.Group
            options={OperatorRight.options.map((value) => ({ value, label: t(`people.right.${value}`) }))}
          />
        </Form.Item>
      </Form>
      <ProblemNote problem={save.problem} />
    </Modal>
  );
}
