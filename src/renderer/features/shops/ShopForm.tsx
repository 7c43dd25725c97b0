import { CheckCircleFilled } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Outputs, ShopView } from '#renderer/ui/contract-types.ts';
import { PluginFields } from '#renderer/ui/PluginFields.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { AuthoriseShop } from '#renderer/features/shops/AuthoriseShop.tsx';
import { HTTP_CHANNEL, HttpShopFields } from '#renderer/features/shops/http/HttpShopFields.tsx';
import { StockPushFields } from '#renderer/features/shops/StockPushFields.tsx';
import { withoutEmpty } from '#renderer/features/shops/without-empty.ts';

interface Values {
  readonly channelId: string;
  readonly name: string;
  readonly currency: string;
  readonly pollSeconds: number;
  readonly buysAhead: boolean;
  readonly pushesStock: boolean;
  readonly stockKeptBack: number | null;
  readonly config: Record<string, unknown> | undefined;
  readonly credentials: Record<string, unknown> | undefined;
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
  const [tested, setTested] = useState<Outputs['shops']['test'] | null>(null);
  const channels = useQuery(orpc.shops.channels.queryOptions()).data?.channels ?? [];
  const channelId = Form.useWatch('channelId', form) ?? shop?.channelId ?? channels[0]?.id;
  const channel = channels.find((known) => known.id === channelId);
  const firstId = channels[0]?.id;
  useEffect(() => {
    if (firstId !== undefined && !form.getFieldValue('channelId')) form.setFieldValue('channelId', firstId);
  }, [firstId, form]);
  const test = useAct(
    (values: Values) =>
      client.shops.test({
        channelId: values.channelId,
        config: values.config ?? {},
        credentials: values.credentials ?? {},
      }),
    {
      done(output) {
        setTested(output);
        if (output.shopName && !form.getFieldValue('name')) form.setFieldValue('name', output.shopName);
      },
    },
  );
  const save = useAct(
    (values: Values) =>
      shop
        ? client.shops.update({
            id: shop.id,
            name: values.name,
            pollIntervalMs: values.pollSeconds * 1000,
            buysAhead: values.buysAhead,
            ...(shop.canPushStock && { pushesStock: values.pushesStock, stockKeptBack: values.stockKeptBack ?? 0 }),
            config: values.config ?? {},
            ...(shop.connected ? {} : { enabled: true }),
            ...withoutEmpty(values.credentials),
          })
        : client.shops.create({
            channelId: values.channelId,
            name: values.name,
            currency: values.currency,
            config: values.config ?? {},
            credentials: values.credentials ?? {},
          }),
    { toast: t(shop ? 'shop.saved' : 'shop.connected'), done: onClose },
  );
  return (
    <Modal
      open
      width={600}
      title={t(shop ? 'shop.edit' : 'shop.add')}
      onCancel={onClose}
      footer={
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          {!shop && (
            <Button
              loading={test.busy}
              onClick={() =>
                void form.validateFields(['channelId', 'config', 'credentials'], { recursive: true }).then(
                  () => test.run(form.getFieldsValue(true)),
                  () => undefined,
                )
              }
            >
              {t('shop.test')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="primary" loading={save.busy} onClick={() => form.submit()}>
            {t(shop?.connected ? 'common:save' : 'shop.connect')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
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
        onFinish={() => save.run(form.getFieldsValue(true))}
      >
        <Form.Item
          name="channelId"
          label={t('shop.channel')}
          rules={[{ required: true, message: t('shop.channelNeeded') }]}
        >
          <Select
            disabled={shop !== null}
            listHeight={480}
            options={channels.map((known) => ({
              value: known.id,
              label: `${known.label[language]} (${known.apiVersion})`,
            }))}
          />
        </Form.Item>
        {channel?.id === HTTP_CHANNEL && (
          <HttpShopFields form={form} channel={channel} keepStored={shop?.connected === true} />
        )}
        {channel && channel.id !== HTTP_CHANNEL && (
          <PluginFields key={channel.id} fields={channel.configFields} group="config" part="plain" />
        )}
        {channel && channel.id !== HTTP_CHANNEL && (
          <PluginFields
            key={`${channel.id}-secret`}
            fields={channel.credentialFields}
            group="credentials"
            keepStored={shop?.connected === true}
          />
        )}
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
        <Form.Item name="name" label={t('shop.name')} rules={[{ required: true, message: t('shop.nameNeeded') }]}>
          <Input maxLength={80} />
        </Form.Item>
        {shop ? (
          <>
            <Form.Item name="pollSeconds" label={t('shop.interval')}>
              <InputNumber min={30} max={86_400} suffix="s" />
            </Form.Item>
            <Form.Item
              name="buysAhead"
              label={t('shop.buysAhead')}
              extra={t('shop.buysAheadHint')}
              valuePropName="checked"
            >
              <Switch />
            </Form.Item>
            {shop.canPushStock && <StockPushFields />}
          </>
        ) : (
          <Form.Item name="currency" label={t('shop.currency')}>
            <Select showSearch options={CURRENCIES.map((value) => ({ value, label: value }))} style={{ width: 140 }} />
          </Form.Item>
        )}
        {channel && channel.id !== HTTP_CHANNEL && (
          <details className="expert">
            <summary>{t('advanced')}</summary>
            <PluginFields key={`${channel.id}-expert`} fields={channel.configFields} group="config" part="expert" />
          </details>
        )}
      </Form>
      <ProblemNote problem={save.problem ?? test.problem ?? tested?.problem} />
      {tested?.ok && (
        <p className="row" role="status" style={{ color: 'var(--go)' }}>
          <CheckCircleFilled />{' '}
          {tested.shopName ? t('shop.testOk', { name: tested.shopName }) : t('shop.testOkUnnamed')}
        </p>
      )}
    </Modal>
  );
}
