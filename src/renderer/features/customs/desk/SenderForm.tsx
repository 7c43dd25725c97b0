import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, InputNumber, Select, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PngField } from '#renderer/features/customs/desk/PngField.tsx';
import { SenderChannels } from '#renderer/features/customs/desk/SenderChannels.tsx';
import { SenderHistory } from '#renderer/features/customs/desk/SenderHistory.tsx';
import { SenderNumbers } from '#renderer/features/customs/desk/SenderNumbers.tsx';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { ProfileDetail } from '#shared/contract/customs-desk.ts';
import { CustomsChannel, Incoterm, SupervisionMode } from '#shared/model/customs.ts';
import type { CustomsProfile } from '#shared/model/customs-profile.ts';

/** Edits who sends for one shop; empty id: for every shop without its own. */
export function SenderForm({ shopId, onLeave }: { readonly shopId: string; readonly onLeave: () => void }): ReactNode {
  const detail = useQuery(orpc.customsDesk.profile.queryOptions({ input: { shopId }, staleTime: Infinity, gcTime: 0 }));
  if (detail.error) return <ProblemNote problem={problemOf(detail.error)} />;
  return detail.data ? <Loaded detail={detail.data} onLeave={onLeave} /> : <Skeleton active />;
}

/** Currency empty: the order's own. */
type Values = Omit<CustomsProfile, 'currency'> & { readonly currency: string };

function Loaded({ detail, onLeave }: { readonly detail: ProfileDetail; readonly onLeave: () => void }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const [form] = Form.useForm<Values>();
  const save = useAct(
    (values: Values) =>
      client.customsDesk.saveProfile({
        shopId: detail.shopId,
        version: detail.version,
        profile: {
          ...detail.profile,
          ...values,
          // Parts of the sender that the form does not show stay.
          exporter: { ...detail.profile.exporter, ...values.exporter },
          currency: values.currency === '' ? null : values.currency,
        },
      }),
    { toast: t('senders.done'), done: onLeave },
  );
  const line = (name: string, label: string, longest: number): ReactNode => (
    <Form.Item name={['exporter', name]} label={label}>
      <Input maxLength={longest} />
    </Form.Item>
  );
  const options = (field: string, values: readonly string[]) =>
    values.map((value) => ({ value, label: text.value(field, value) }));
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ ...detail.profile, currency: detail.profile.currency ?? '' }}
      onFinish={(values) => save.run(values)}
    >
      <h3>{t('senders.exporter')}</h3>
      <div className="desk-form">
        {line('company', t('senders.company'), 200)}
        {line('name', t('senders.person'), 200)}
        {line('street', t('senders.street'), 400)}
        {line('city', t('senders.city'), 200)}
        {line('province', t('senders.province'), 200)}
        {line('postcode', t('senders.postcode'), 20)}
        <Form.Item
          name={['exporter', 'country']}
          label={t('senders.country')}
          rules={[{ pattern: /^[A-Z]{2}$/, required: true, message: t('senders.countryRule') }]}
          normalize={(value: string) => value.toUpperCase()}
        >
          <Input maxLength={2} />
        </Form.Item>
        {line('phone', t('senders.phone'), 40)}
        {line('email', t('senders.email'), 200)}
        {line('localName', t('senders.localName'), 200)}
        {line('localAddress', t('senders.localAddress'), 600)}
      </div>
      <SenderNumbers />
      <h3>{t('senders.usual')}</h3>
      <div className="desk-form">
        <Form.Item name="channel" label={text.field('channel')}>
          <Select options={options('channel', CustomsChannel.options)} />
        </Form.Item>
        <Form.Item name="supervisionMode" label={text.field('supervisionMode')}>
          <Select options={options('supervisionMode', SupervisionMode.options)} />
        </Form.Item>
        <Form.Item name="incoterm" label={text.field('incoterm')}>
          <Select options={Incoterm.options.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item name="dutyPayer" label={text.field('dutyPayer')}>
          <Select options={options('dutyPayer', ['sender', 'recipient'])} />
        </Form.Item>
        <Form.Item
          name="currency"
          label={t('senders.currency')}
          rules={[{ pattern: /^([A-Z]{3})?$/, message: t('senders.currencyRule') }]}
          normalize={(value: string) => value.toUpperCase()}
        >
          <Input maxLength={3} placeholder={t('senders.currencyOfOrder')} />
        </Form.Item>
        <Form.Item name="freight" label={t('senders.freight')}>
          <Select
            options={[
              { value: 'paid', label: t('senders.freightPaid') },
              { value: 'included', label: t('senders.freightIncluded') },
            ]}
          />
        </Form.Item>
        <Form.Item name="insurancePerMille" label={t('senders.insurance')}>
          <InputNumber min={0} max={100} precision={0} className="desk-field" />
        </Form.Item>
        <Form.Item name="platformName" label={t('senders.platform')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="sellerBrand" label={t('senders.brand')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="taxPrepaid" label={t('senders.taxPrepaid')} extra={t('senders.taxPrepaidHint')}>
          <Select mode="tags" tokenSeparators={[',', ' ']} options={[]} open={false} suffixIcon={null} />
        </Form.Item>
        <Form.Item name="isListExport" valuePropName="checked" extra={t('senders.listExportHint')}>
          <Checkbox>{t('senders.listExport')}</Checkbox>
        </Form.Item>
        <Form.Item name="isMailOrder" valuePropName="checked">
          <Checkbox>{t('senders.mailOrder')}</Checkbox>
        </Form.Item>
      </div>
      <SenderChannels />
      <h3>{t('senders.signature')}</h3>
      <div className="desk-form">
        <Form.Item name={['signature', 'name']} label={t('senders.signer')}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name={['signature', 'place']} label={t('senders.place')}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name={['signature', 'signaturePng']} label={t('senders.signaturePicture')}>
          <PngField label={t('senders.signaturePicture')} />
        </Form.Item>
        <Form.Item name={['signature', 'stampPng']} label={t('senders.stampPicture')}>
          <PngField label={t('senders.stampPicture')} />
        </Form.Item>
      </div>
      <ProblemNote problem={save.problem} onClose={save.clear} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.busy}>
          {t('common:save')}
        </Button>
        <Button onClick={onLeave}>{t('common:cancel')}</Button>
      </div>
      <SenderHistory history={detail.history} />
    </Form>
  );
}
