import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { CheckCircleFilled } from '#renderer/ui/icons.tsx';
import { PluginFields } from '#renderer/ui/PluginFields.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { ShopId } from '#shared/model/ids.ts';

type Account = Outputs['payments']['accounts']['accounts'][number];

interface Values {
  readonly providerId: string;
  readonly name: string;
  readonly shopId: ShopId | '';
  readonly numberPattern: string;
  readonly config: Record<string, unknown> | undefined;
  readonly credentials: Record<string, unknown> | undefined;
}

/** Connects a payment account, or changes one; stored keys are never shown. */
export function AccountForm({
  account,
  onClose,
}: {
  readonly account: Account | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('payments');
  const { language } = usePreferences();
  const [form] = Form.useForm<Values>();
  const [tested, setTested] = useState<Outputs['payments']['testAccount'] | null>(null);
  const providers = useQuery(orpc.payments.providers.queryOptions()).data?.providers ?? [];
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  const firstId = providers[0]?.id;
  const providerId = Form.useWatch('providerId', form) ?? account?.providerId ?? firstId;
  const provider = providers.find(({ id }) => id === providerId);
  useEffect(() => {
    if (firstId !== undefined && !form.getFieldValue('providerId')) form.setFieldValue('providerId', firstId);
  }, [firstId, form]);
  const test = useAct(
    (values: Values) =>
      client.payments.testAccount({
        providerId: values.providerId,
        config: values.config ?? {},
        credentials: values.credentials ?? {},
      }),
    { done: setTested },
  );
  const save = useAct(
    (values: Values) => {
      const fields = {
        name: values.name,
        shopId: values.shopId === '' ? null : values.shopId,
        numberPattern: values.numberPattern,
        config: values.config ?? {},
        credentials: values.credentials ?? {},
      };
      if (!account) return client.payments.createAccount({ ...fields, providerId: values.providerId });
      return client.payments.updateAccount({
        ...fields,
        id: account.id,
        ...(account.connected ? {} : { enabled: true }),
      });
    },
    { toast: t('account.saved'), done: onClose },
  );
  return (
    <Modal
      open
      width={640}
      title={t(account ? 'account.edit' : 'account.add')}
      onCancel={onClose}
      footer={
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          {!account && (
            <Button
              loading={test.busy}
              onClick={() =>
                void form.validateFields(['providerId', 'config', 'credentials'], { recursive: true }).then(
                  () => test.run(form.getFieldsValue(true)),
                  () => undefined,
                )
              }
            >
              {t('account.test')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="primary" loading={save.busy} onClick={() => form.submit()}>
            {t('common:save')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          providerId: account?.providerId ?? firstId,
          name: account?.name ?? '',
          shopId: account?.shopId ?? '',
          numberPattern: account?.numberPattern ?? '{number}',
          config: account?.config,
        }}
        onFinish={() => save.run(form.getFieldsValue(true))}
      >
        <Form.Item name="providerId" label={t('account.provider')}>
          <Select
            disabled={account !== null}
            options={providers.map((known) => ({ value: known.id, label: known.label[language] }))}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('account.name')}
          rules={[{ required: true, whitespace: true, message: t('account.nameNeeded') }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        {provider && <PluginFields key={provider.id} fields={provider.configFields} group="config" part="plain" />}
        {provider && (
          <PluginFields
            key={`${provider.id}-secret`}
            fields={provider.credentialFields}
            group="credentials"
            keepStored={account?.connected === true}
          />
        )}
        <Form.Item name="shopId" label={t('account.shop')}>
          <Select
            options={[
              { value: '', label: t('account.anyShop') },
              ...shops.map((shop) => ({ value: shop.id, label: shop.name })),
            ]}
          />
        </Form.Item>
        <Form.Item
          name="numberPattern"
          label={t('account.pattern')}
          extra={t('account.patternHint', { skipInterpolation: true })}
          rules={[
            {
              pattern: /^[^{}]*\{number\}[^{}]*$/,
              required: true,
              message: t('account.patternNeeded', { skipInterpolation: true }),
            },
          ]}
        >
          <Input maxLength={100} className="mono" />
        </Form.Item>
        {provider && (
          <details className="expert">
            <summary>{t('account.advanced')}</summary>
            <PluginFields key={`${provider.id}-expert`} fields={provider.configFields} group="config" part="expert" />
          </details>
        )}
      </Form>
      <ProblemNote problem={save.problem ?? test.problem ?? tested?.problem} />
      {tested?.ok && (
        <p className="row" role="status" style={{ color: 'var(--go)' }}>
          <CheckCircleFilled /> {t('account.testOk')}
        </p>
      )}
    </Modal>
  );
}
