import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { PluginAccountForm } from '#renderer/ui/PluginAccountForm.tsx';
import type { PluginValues } from '#renderer/ui/PluginAccountForm.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { typedCredentials } from '#renderer/ui/typed-credentials.ts';
import { usePluginChoice } from '#renderer/ui/use-plugin-choice.ts';
import type { NotifierView } from '#shared/contract/alerts.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '#shared/i18n/languages.ts';
import type { Language } from '#shared/i18n/languages.ts';
import { AlertSeverity } from '#shared/model/alerts.ts';

interface Values extends PluginValues {
  readonly pluginId: string;
  readonly name: string;
  readonly language: Language;
  readonly leastSeverity: AlertSeverity;
  readonly tellsResolved: boolean;
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
  const plugin = usePluginChoice(form, 'pluginId', plugins, notifier?.pluginId);
  return (
    <PluginAccountForm
      form={form}
      title={t(notifier ? 'notifier.edit' : 'notifier.add')}
      kind={{
        name: 'pluginId',
        label: t('notifier.kind'),
        needed: t('notifier.kindNeeded'),
        options: plugins.map(({ id, label }) => ({ value: id, label: label[language] })),
        isFixed: notifier !== null,
      }}
      plugin={plugin}
      keepStored={notifier !== null}
      initialValues={{
        pluginId: notifier?.pluginId ?? plugins[0]?.id,
        name: notifier?.name ?? '',
        language: notifier?.language ?? language,
        leastSeverity: notifier?.leastSeverity ?? 'warning',
        tellsResolved: notifier?.tellsResolved ?? true,
        config: notifier?.config,
      }}
      head={
        <Form.Item
          name="name"
          label={t('notifier.name')}
          rules={[{ required: true, whitespace: true, message: t('notifier.nameNeeded') }]}
        >
          <Input maxLength={80} />
        </Form.Item>
      }
      save={{
        label: t('common:save'),
        toast: t('notifier.saved'),
        run({ pluginId, config = {}, credentials, ...choices }) {
          const typed = typedCredentials(credentials);
          return notifier
            ? client.notifiers.update({ ...choices, id: notifier.id, config, ...typed })
            : client.notifiers.create({ ...choices, pluginId, config, credentials: typed.credentials ?? {} });
        },
      }}
      onClose={onClose}
    >
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
    </PluginAccountForm>
  );
}
