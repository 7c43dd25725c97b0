import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import type { FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { credentialNames } from '#renderer/features/shops/http/auth-fields.ts';
import { TemplatesDialog } from '#renderer/features/shops/http/TemplatesDialog.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Outputs, PluginInfo } from '#renderer/ui/contract-types.ts';
import { PluginFields } from '#renderer/ui/PluginFields.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { HttpTemplate } from '#shared/model/http-template/http-template.ts';

/** Name of the channel whose shops choose a template instead of filling in a fixed form. */
export const HTTP_CHANNEL = 'http-api';

type Detail = Outputs['httpTemplates']['get'];

/** The template of a shop, the address where it differs, and the keys that the template's way of signing in needs. */
export function HttpShopFields({
  form,
  channel,
  keepStored,
}: {
  readonly form: FormInstance;
  readonly channel: PluginInfo;
  readonly keepStored: boolean;
}): ReactNode {
  const { t } = useTranslation('http-api');
  const [dialog, setDialog] = useState(false);
  const list = useQuery(orpc.httpTemplates.list.queryOptions());
  const templateId: unknown = Form.useWatch(['config', 'templateId'], { form, preserve: true });
  const version: unknown = Form.useWatch(['config', 'templateVersion'], { form, preserve: true });
  const used = HttpTemplate.safeParse(Form.useWatch(['config', 'template'], { form, preserve: true }));
  const template = used.success ? used.data : null;
  const take = (detail: Detail): void => {
    form.setFieldValue(['config', 'templateId'], detail.id);
    form.setFieldValue(['config', 'templateVersion'], detail.shownVersion);
    form.setFieldValue(['config', 'template'], detail.template);
  };
  const choose = useAct((id: string) => client.httpTemplates.get({ id }), { done: take });
  const names = credentialNames(template?.auth.kind ?? 'none', template !== null && template.push !== null);
  const newest = list.data?.templates.find((view) => view.id === templateId);
  return (
    <>
      <Form.Item
        name={['config', 'templateId']}
        label={t('shop.template')}
        extra={
          newest && newest.version !== version
            ? t('shop.older', { version: String(version), newest: newest.version })
            : t('shop.templateHint')
        }
        rules={[{ required: true, message: t('shop.templateNeeded') }]}
      >
        <Select
          loading={choose.busy}
          notFoundContent={t('list.empty')}
          options={(list.data?.templates ?? []).map((view) => ({
            value: view.id,
            label: `${view.name} (${t('list.version', { version: view.version })})`,
          }))}
          onSelect={(id: string) => choose.run(id)}
        />
      </Form.Item>
      <Form.Item>
        <Button onClick={() => setDialog(true)}>{t('shop.setUp')}</Button>
      </Form.Item>
      <ProblemNote problem={choose.problem} />
      <Form.Item name={['config', 'baseUrl']} label={t('shop.baseUrl')} extra={t('shop.baseUrlHint')} initialValue="">
        <Input placeholder={template?.baseUrl ?? ''} autoComplete="off" />
      </Form.Item>
      <PluginFields
        fields={channel.credentialFields.filter((field) => names.includes(field.name))}
        group="credentials"
        keepStored={keepStored}
      />
      {dialog && (
        <TemplatesDialog
          onClose={() => setDialog(false)}
          onPicked={(detail) => {
            take(detail);
            setDialog(false);
          }}
        />
      )}
    </>
  );
}
