import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { CarrierAccountView } from '#renderer/ui/contract-types.ts';
import { PluginAccountForm } from '#renderer/ui/PluginAccountForm.tsx';
import type { PluginValues } from '#renderer/ui/PluginAccountForm.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { typedCredentials } from '#renderer/ui/typed-credentials.ts';
import { usePluginChoice } from '#renderer/ui/use-plugin-choice.ts';

interface Values extends PluginValues {
  readonly carrierId: string;
  readonly name: string;
  readonly serviceCode: string;
}

/** Connects a carrier account. */
export function CarrierForm({
  account,
  onClose,
}: {
  readonly account: CarrierAccountView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('shops');
  const { language } = usePreferences();
  const [form] = Form.useForm<Values>();
  const carriers = useQuery(orpc.carriers.available.queryOptions()).data?.carriers ?? [];
  const carrier = usePluginChoice(form, 'carrierId', carriers, account?.carrierId);
  const firstService = carrier?.services[0]?.code;
  useEffect(() => {
    // A service belongs to its carrier: choosing another carrier starts with that one's first.
    if (!account && firstService !== undefined) form.setFieldValue('serviceCode', firstService);
  }, [account, firstService, form]);
  return (
    <PluginAccountForm
      form={form}
      title={t(account ? 'carrier.edit' : 'carrier.add')}
      kind={{
        name: 'carrierId',
        label: t('carrier.carrier'),
        needed: t('carrier.needed'),
        options: carriers.map(({ id, label }) => ({ value: id, label: label[language] })),
        isFixed: account !== null,
      }}
      plugin={carrier}
      keepStored={account?.connected === true}
      initialValues={{
        carrierId: account?.carrierId ?? carriers[0]?.id,
        name: account?.name ?? '',
        serviceCode: account?.serviceCode ?? firstService,
        config: account?.config,
      }}
      head={
        <Form.Item
          name="serviceCode"
          label={t('carrier.serviceLabel')}
          rules={[{ required: true, message: t('carrier.serviceNeeded') }]}
        >
          <Select
            options={(carrier?.services ?? []).map(({ code, label }) => ({ value: code, label: label[language] }))}
          />
        </Form.Item>
      }
      trial={
        account
          ? undefined
          : {
              label: t('shop.test'),
              run: ({ carrierId, config = {}, credentials = {} }) =>
                client.carriers.test({ carrierId, config, credentials }),
              okText: () => t('carrier.testOk'),
            }
      }
      save={{
        label: t(account?.connected ? 'common:save' : 'shop.connect'),
        toast: t('carrier.saved'),
        run({ carrierId, name, serviceCode, config = {}, credentials = {} }) {
          const fields = { name, serviceCode, config };
          if (!account) return client.carriers.create({ ...fields, carrierId, credentials });
          return client.carriers.update({
            ...fields,
            id: account.id,
            ...(account.connected ? {} : { enabled: true }),
            ...typedCredentials(credentials),
          });
        },
      }}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('carrier.name')}
        rules={[{ required: true, whitespace: true, message: t('shop.nameNeeded') }]}
      >
        <Input maxLength={80} />
      </Form.Item>
    </PluginAccountForm>
  );
}
