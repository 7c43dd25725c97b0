import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { PluginFields } from '#renderer/ui/PluginFields.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { NotifierView } from '#shared/contract/alerts.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '#shared/i18n/languages.ts';
import type { Language } from '#shared/i18n/languages.ts';
import { AlertSeverity } from '#shared/model/alerts.ts';

interface Values {
  readonly pluginId: string;
  readonly name: string;
  readonly language: Language;
  readonly leastSeverity: AlertSeverity;
  readonly tellsResolved: boolean;
  readonly config?: Record<string, unknown>;
  readonly credentials?: Record<string, unknown>;
}

/** Sets a notifier up, or changes one; stored secrets stay where nothing is typed. */
export function NotifierForm({
  notifier,
  onClose,
}: {
  readonly notifier: NotifierView | null;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('alerts');
  const { language } = usePreferences();
  const [form] = Form.useForm<Values>();
  const plugins = useQuery(orpc.notifiers.available.queryOptions()).data?.notifiers ?? [];
  const pluginId = Form.useWatch('pluginId', form) ?? notifier?.pluginId ?? plugins[0]?.id;
  const plugin = plugins.find(({ id }) => id === pluginId);
  const firstId = plugins[0]?.id;
  useEffect(() => {
    // The kind of one that exists never changes; the form inside the dialog may not hold its first values yet.
    if (!notifier && firstId !== undefined && !form.getFieldValue('pluginId')) form.setFieldValue('pluginId', firstId);
  }, [notifier, firstId, form]);
  const save = useAct(
    ({ config = {}, credentials = {}, ...values }: Values) => {
      const typed = Object.fromEntries(
        Object.entries(credentials).filter(([, value]) => value !== '' && value !== undefined),
      );
      const { pluginId: kind, ...choices } = values;
      return notifier
        ? client.notifiers.update({
            id: notifier.id,
            ...choices,
            config,
            ...(Object.keys(typed).length > 0 ? { credentials: typed } : {}),
          })
        : client.notifiers.create({ pluginId: kind, ...choices, config, credentials: typed });
    },
    { toast: t('notifier.saved'), done: onClose },
  );
  return (
    <Modal
      open
      width={600}
      title={t(notifier ? 'notifier.edit' : 'notifier.add')}
      onCancel={onClose}
      footer={
        <div className="row" style={{ justifyContent: 'flex-end' }}>
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
          pluginId: notifier?.pluginId ?? firstId,
          name: notifier?.name ?? '',
          language: notifier?.language ?? language,
          leastSeverity: notifier?.leastSeverity ?? 'warning',
          tellsResolved: notifier?.tellsResolved ?? true,
          config: notifier?.config,
        }}
        onFinish={() => save.run(form.getFieldsValue())}
      >
        <Form.Item name="pluginId" label={t('notifier.kind')} rules={[{ required: true }]}>
          <Select
            disabled={notifier !== null}
            options={plugins.map(({ id, label }) => ({ value: id, label: label[language] }))}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('notifier.name')}
          rules={[{ required: true, whitespace: true, message: t('notifier.nameNeeded') }]}
        >
          <Input maxLength={80} />
        </Form.Item>
        {plugin && <PluginFields key={plugin.id} fields={plugin.configFields} group="config" part="plain" />}
        {plugin && (
          <PluginFields
            key={`${plugin.id}-secret`}
            fields={plugin.credentialFields}
            group="credentials"
            keepStored={notifier !== null}
          />
        )}
        <Form.Item name="leastSeverity" label={t('notifier.leastSeverity')}>
          <Select options={AlertSeverity.options.map((value) => ({ value, label: t(`severity.${value}`) }))} />
        </Form.Item>
        <Form.Item name="language" label={t('notifier.language')}>
          <Select options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))} />
        </Form.Item>
        <Form.Item
          name="tellsResolved"
          label={t('notifier.tellsResolved')}
          extra={t('notifier.tellsResolvedHint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
        {plugin?.configFields.some(({ required, defaultValue }) => !required && defaultValue !== '') && (
          <details className="expert">
            <summary>{t('shops:advanced')}</summary>
            <PluginFields key={`${plugin.id}-expert`} fields={plugin.configFields} group="config" part="expert" />
          </details>
        )}
      </Form>
      <ProblemNote problem={save.problem} />
    </Modal>
  );
}
