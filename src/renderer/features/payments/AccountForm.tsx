import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { PluginAccountForm } from '#renderer/ui/PluginAccountForm.tsx';
import type { PluginValues } from '#renderer/ui/PluginAccountForm.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { typedCredentials } from '#renderer/ui/typed-credentials.ts';
import { usePluginChoice } from '#renderer/ui/use-plugin-choice.ts';
import type { ShopId } from '#shared/model/ids.ts';

type Account = Outputs['payments']['accounts']['accounts'][number];

interface Values extends PluginValues {
  readonly providerId: string;
  readonly name: string;
  readonly shopId: ShopId | '';
  readonly numberPattern: string;
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
  const providers = useQuery(orpc.payments.providers.queryOptions()).data?.providers ?? [];
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  const provider = usePluginChoice(form, 'providerId', providers, account?.providerId);
  return (
    <PluginAccountForm
      form={form}
      title={t(account ? 'account.edit' : 'account.add')}
      kind={{
        name: 'providerId',
        label: t('account.provider'),
        needed: t('account.providerNeeded'),
        options: providers.map(({ id, label }) => ({ value: id, label: label[language] })),
        isFixed: account !== null,
      }}
      plugin={provider}
      keepStored={account?.connected === true}
      initialValues={{
        providerId: account?.providerId ?? providers[0]?.id,
        name: account?.name ?? '',
        shopId: account?.shopId ?? '',
        numberPattern: account?.numberPattern ?? '{number}',
        config: account?.config,
      }}
      head={
        <Form.Item
          name="name"
          label={t('account.name')}
          rules={[{ required: true, whitespace: true, message: t('account.nameNeeded') }]}
        >
          <Input maxLength={80} />
        </Form.Item>
      }
      trial={
        account
          ? undefined
          : {
              label: t('account.test'),
              run: ({ providerId, config = {}, credentials = {} }) =>
                client.payments.testAccount({ providerId, config, credentials }),
              okText: () => t('account.testOk'),
            }
      }
      save={{
        label: t('common:save'),
        toast: t('account.saved'),
        run({ providerId, name, shopId, numberPattern, config = {}, credentials = {} }) {
          const fields = { name, shopId: shopId === '' ? null : shopId, numberPattern, config };
          if (!account) return client.payments.createAccount({ ...fields, providerId, credentials });
          return client.payments.updateAccount({
            ...fields,
            id: account.id,
            ...(account.connected ? {} : { enabled: true }),
            ...typedCredentials(credentials),
          });
        },
      }}
      onClose={onClose}
    >
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
    </PluginAccountForm>
  );
}
