import { Button, Form, Modal, Select } from 'antd';
import type { FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PluginField } from '#renderer/ui/contract-types.ts';
import { CheckCircleFilled } from '#renderer/ui/icons.tsx';
import { isExpert, PluginFields } from '#renderer/ui/PluginFields.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { showFieldProblem } from '#renderer/ui/show-field-problem.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import type { Problem } from '#shared/contract/common.ts';

interface FormPlugin {
  readonly id: string;
  readonly configFields: readonly PluginField[];
  readonly credentialFields: readonly PluginField[];
}

/** What every account's form holds beside its own fields. */
export interface PluginValues {
  readonly config?: Record<string, unknown> | undefined;
  readonly credentials?: Record<string, unknown> | undefined;
}

interface Kind {
  /** Field that holds the plugin's id. */
  readonly name: string;
  readonly label: string;
  readonly needed: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The plugin of an account that exists never changes. */
  readonly isFixed: boolean;
}

interface Trial<Values, Answer> {
  readonly label: string;
  run(values: Values): Promise<Answer>;
  readonly okText: (answer: Answer) => string;
  readonly done?: (answer: Answer) => void;
}

interface Props<Values, Answer> {
  readonly form: FormInstance<Values>;
  readonly title: string;
  readonly kind: Kind;
  readonly plugin: FormPlugin | undefined;
  /** Secrets are stored: an empty field keeps them. */
  readonly keepStored: boolean;
  readonly initialValues: object;
  /** Between the choice of the plugin and its fields. */
  readonly head?: ReactNode;
  /** In place of the fields that the plugin declares. */
  readonly pluginPart?: ReactNode;
  /** Below the plugin's fields. */
  readonly children: ReactNode;
  /** Tries settings that are not stored yet. */
  readonly trial?: Trial<Values, Answer> | undefined;
  readonly save: {
    readonly label: string;
    readonly toast: string;
    run(values: Values): Promise<unknown>;
  };
  readonly onClose: () => void;
}

/**
 * The one form for an account at somebody else's system: the choice of the system, its fields as it declares them, with those that
 * have a good default out of sight, a trial where there is one, and what was refused under the field it is about.
 */
export function PluginAccountForm<
  Values extends PluginValues,
  Answer extends { ok: boolean; problem: Problem | null },
>({
  form,
  title,
  kind,
  plugin,
  keepStored,
  initialValues,
  head,
  pluginPart,
  children,
  trial,
  save,
  onClose,
}: Props<Values, Answer>): ReactNode {
  const { t } = useTranslation();
  const [tried, setTried] = useState<Answer | null>(null);
  const trying = useAct(async (values: Values) => trial?.run(values), {
    done(answer) {
      if (!answer) return;
      setTried(answer);
      trial?.done?.(answer);
    },
  });
  const saving = useAct((values: Values) => save.run(values), { toast: save.toast, done: onClose });
  const problem = saving.problem ?? trying.problem ?? tried?.problem ?? null;
  // A problem is a new object on every drawing; its words are not.
  const told = JSON.stringify(problem);
  useEffect(() => {
    showFieldProblem(form, plugin, JSON.parse(told) as Problem | null);
  }, [form, plugin, told]);
  const tryOut = async (): Promise<void> => {
    await form.validateFields([kind.name, 'config', 'credentials'], { recursive: true });
    trying.run(form.getFieldsValue(true));
  };
  const declared = pluginPart ? undefined : plugin;
  const hasExpert = declared?.configFields.some(isExpert) === true;
  return (
    <Modal
      open
      width={620}
      title={title}
      onCancel={onClose}
      footer={
        // Beside the buttons, where it is in sight however far the form is scrolled.
        <div className="stack" style={{ textAlign: 'start' }}>
          <ProblemNote problem={problem} />
          {trial && tried?.ok && (
            <p className="row" role="status" style={{ color: 'var(--go)' }}>
              <CheckCircleFilled /> {trial.okText(tried)}
            </p>
          )}
          <div className="row" style={{ justifyContent: 'flex-end' }}>
            {trial && (
              <Button loading={trying.busy} onClick={() => void tryOut().catch(() => undefined)}>
                {trial.label}
              </Button>
            )}
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="primary" loading={saving.busy} onClick={() => form.submit()}>
              {save.label}
            </Button>
          </div>
        </div>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={initialValues}
        onFinish={() => saving.run(form.getFieldsValue(true))}
      >
        <Form.Item name={kind.name} label={kind.label} rules={[{ required: true, message: kind.needed }]}>
          <Select disabled={kind.isFixed} listHeight={480} options={[...kind.options]} />
        </Form.Item>
        {head}
        {pluginPart}
        {declared && <PluginFields key={declared.id} fields={declared.configFields} group="config" part="plain" />}
        {declared && (
          <PluginFields
            key={`${declared.id}-secret`}
            fields={declared.credentialFields}
            group="credentials"
            keepStored={keepStored}
          />
        )}
        {children}
        {declared && hasExpert && (
          <details className="expert">
            <summary>{t('shops:advanced')}</summary>
            <PluginFields key={`${declared.id}-expert`} fields={declared.configFields} group="config" part="expert" />
          </details>
        )}
      </Form>
    </Modal>
  );
}
