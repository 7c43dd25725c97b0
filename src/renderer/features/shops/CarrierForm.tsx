import { CheckCircleFilled } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withoutEmpty } from '#renderer/features/shops/without-empty.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { CarrierAccountView, Outputs } from '#renderer/ui/contract-types.ts';
import { PluginFields } from '#renderer/ui/PluginFields.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

interface Values {
  readonly carrierId: string;
  readonly name: string;
  readonly serviceCode: string;
  readonly config: Record<string, unknown> | undefined;
  readonly credentials: Record<string, unknown> | undefined;
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
  const [tested, setTested] = useState<Outputs['carriers']['test'] | null>(null);
  const carriers = useQuery(orpc.carriers.available.queryOptions()).data?.carriers ?? [];
  const carrierId = Form.useWatch('carrierId', form) ?? account?.carrierId ?? carriers[0]?.id;
  const carrier = carriers.find((known) => known.id === carrierId);
  const firstId = carriers[0]?.id;
  const firstService = carrier?.services[0]?.code;
  useEffect(() => {
    if (!account && firstId !== undefined && !form.getFieldValue('carrierId')) form.setFieldValue('carrierId', firstId);
    // A service belongs to its carrier: choosing another carrier starts with that one's first.
    if (!account && firstService !== undefined) form.setFieldValue('serviceCode', firstService);
  }, [account, firstId, firstService, form]);
  const test = useAct(
    (values: Values) =>
      client.carriers.test({
        carrierId: values.carrierId,
        config: values.config ?? {},
        credentials: values.credentials ?? {},
      }),
    { done: setTested },
  );
  const save = useAct(
    (values: Values) =>
      account
        ? client.carriers.update({
            id: account.id,
            name: values.name,
            serviceCode: values.serviceCode,
            config: values.config ?? {},
            ...(account.connected ? {} : { enabled: true }),
            ...withoutEmpty(values.credentials),
          })
        : client.carriers.create({
            carrierId: values.carrierId,
            name: values.name,
            serviceCode: values.serviceCode,
            config: values.config ?? {},
            credentials: values.credentials ?? {},
          }),
    { toast: t('carrier.saved'), done: onClose },
  );
  return (
    <Modal
      open
      width={600}
      title={t(account ? 'carrier.edit' : 'carrier.add')}
      onCancel={onClose}
      footer={
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          {!account && (
            <Button
              loading={test.busy}
              onClick={() =>
                void form.validateFields(['carrierId', 'config', 'credentials'], { recursive: true }).then(
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
            {t(account?.connected ? 'common:save' : 'shop.connect')}
          </Button>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          carrierId: account?.carrierId ?? carriers[0]?.id,
          name: account?.name ?? '',
          serviceCode: account?.serviceCode ?? carriers[0]?.services[0]?.code,
          config: account?.config,
        }}
        onFinish={() => save.run(form.getFieldsValue(true))}
      >
        <Form.Item
          name="carrierId"
          label={t('carrier.carrier')}
          rules={[{ required: true, message: t('carrier.needed') }]}
        >
          <Select
            disabled={account !== null}
            options={carriers.map((known) => ({ value: known.id, label: known.label[language] }))}
          />
        </Form.Item>
        <Form.Item
          name="serviceCode"
          label={t('carrier.serviceLabel')}
          rules={[{ required: true, message: t('carrier.serviceNeeded') }]}
        >
          <Select
            options={(carrier?.services ?? []).map((service) => ({
              value: service.code,
              label: service.label[language],
            }))}
          />
        </Form.Item>
        {carrier && <PluginFields key={carrier.id} fields={carrier.configFields} group="config" part="plain" />}
        {carrier && (
          <PluginFields
            key={`${carrier.id}-secret`}
            fields={carrier.credentialFields}
            group="credentials"
            keepStored={account?.connected === true}
          />
        )}
        <Form.Item name="name" label={t('carrier.name')} rules={[{ required: true, message: t('shop.nameNeeded') }]}>
          <Input maxLength={80} />
        </Form.Item>
        {carrier && (
          <details className="expert">
            <summary>{t('advanced')}</summary>
            <PluginFields key={`${carrier.id}-expert`} fields={carrier.configFields} group="config" part="expert" />
          </details>
        )}
      </Form>
      <ProblemNote problem={save.problem ?? test.problem ?? tested?.problem} />
      {tested?.ok && (
        <p className="row" role="status" style={{ color: 'var(--go)' }}>
          <CheckCircleFilled /> {t('carrier.testOk')}
        </p>
      )}
    </Modal>
  );
}
