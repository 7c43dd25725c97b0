import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AuthoriseShop } from '#renderer/features/shops/AuthoriseShop.tsx';
import { ConnectedShopFields } from '#renderer/features/shops/ConnectedShopFields.tsx';
import { HTTP_CHANNEL, HttpShopFields } from '#renderer/features/shops/http/HttpShopFields.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { ShopView } from '#renderer/ui/contract-types.ts';
import { PluginAccountForm } from '#renderer/ui/PluginAccountForm.tsx';
import type { PluginValues } from '#renderer/ui/PluginAccountForm.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { typedCredentials } from '#renderer/ui/typed-credentials.ts';
import { usePluginChoice } from '#renderer/ui/use-plugin-choice.ts';

interface Values extends PluginValues {
  readonly channelId: string;
  readonly name: string;
  readonly currency: string;
  readonly pollSeconds: number;
  readonly buysAhead: boolean;
  readonly pushesStock: boolean;
  readonly stockKeptBack: number | null;
}

const CURRENCIES = ['CNY', 'USD', 'EUR', 'GBP', 'JPY', 'THB', 'SGD', 'AUD', 'CAD', 'HKD'];

/** Connects a shop; the fields are the channel's own. "Test" tries them without saving. */
export function ShopForm({
  shop,
  onClose,
}: {
  readonly shop: ShopView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('shops');
  const { language } = usePreferences();
  const [form] = Form.useForm<Values>();
  const channels = useQuery(orpc.shops.channels.queryOptions()).data?.channels ?? [];
  const channel = usePluginChoice(form, 'channelId', channels, shop?.channelId);
  const keepStored = shop?.connected === true;
  return (
    <PluginAccountForm
      form={form}
      title={t(shop ? 'shop.edit' : 'shop.add')}
      kind={{
        name: 'channelId',
        label: t('shop.channel'),
        needed: t('shop.channelNeeded'),
        options: channels.map(({ id, label, apiVersion }) => ({
          value: id,
          label: `${label[language]} (${apiVersion})`,
        })),
        isFixed: shop !== null,
      }}
      plugin={channel}
      keepStored={keepStored}
      pluginPart={
        channel?.id === HTTP_CHANNEL && <HttpShopFields form={form} channel={channel} keepStored={keepStored} />
      }
      initialValues={{
        channelId: shop?.channelId ?? channels[0]?.id,
        name: shop?.name ?? '',
        currency: shop?.currency ?? 'CNY',
        pollSeconds: Math.round((shop?.pollIntervalMs ?? 300_000) / 1000),
        buysAhead: shop?.buysAhead ?? false,
        pushesStock: shop?.pushesStock ?? false,
        stockKeptBack: shop?.stockKeptBack ?? 0,
        config: shop?.config,
      }}
      trial={
        shop
          ? undefined
          : {
              label: t('shop.test'),
              run: ({ channelId, config = {}, credentials = {} }) =>
                client.shops.test({ channelId, config, credentials }),
              okText: ({ shopName }) => (shopName ? t('shop.testOk', { name: shopName }) : t('shop.testOkUnnamed')),
              done({ shopName }) {
                if (shopName && !form.getFieldValue('name')) form.setFieldValue('name', shopName);
              },
            }
      }
      save={{
        label: t(shop?.connected ? 'common:save' : 'shop.connect'),
        toast: t(shop ? 'shop.saved' : 'shop.connected'),
        run: (values) => (shop ? change(shop, values) : connect(values)),
      }}
      onClose={onClose}
    >
      {channel?.authorises && (
        <AuthoriseShop
          key={`${channel.id}-authorise`}
          channelId={channel.id}
          signsAnswer={channel.signsAnswer}
          shopId={shop?.connected ? shop.id : null}
          typed={() => {
            const { config = {}, credentials = {} } = form.getFieldsValue(true);
            return { config, credentials };
          }}
          onCredentials={(credentials) => form.setFieldsValue({ credentials })}
        />
      )}
      <Form.Item
        name="name"
        label={t('shop.name')}
        rules={[{ required: true, whitespace: true, message: t('shop.nameNeeded') }]}
      >
        <Input maxLength={80} />
      </Form.Item>
      {shop ? (
        <ConnectedShopFields shop={shop} />
      ) : (
        <Form.Item name="currency" label={t('shop.currency')}>
          <Select showSearch options={CURRENCIES.map((value) => ({ value, label: value }))} style={{ width: 140 }} />
        </Form.Item>
      )}
    </PluginAccountForm>
  );
}

function connect({ channelId, name, currency, config = {}, credentials = {} }: Values): Promise<unknown> {
  return client.shops.create({ channelId, name, currency, config, credentials });
}

function change(shop: ShopView, values: Values): Promise<unknown> {
  return client.shops.update({
    id: shop.id,
    name: values.name,
    pollIntervalMs: values.pollSeconds * 1000,
    buysAhead: values.buysAhead,
    ...(shop.canPushStock && { pushesStock: values.pushesStock, stockKeptBack: values.stockKeptBack ?? 0 }),
    config: values.config ?? {},
    ...(shop.connected ? {} : { enabled: true }),
    ...typedCredentials(values.credentials),
  });
}
