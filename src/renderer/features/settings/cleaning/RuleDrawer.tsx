import { Button, Drawer, Input, InputNumber, Popconfirm, Select, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DefinitionFields } from '#renderer/features/settings/cleaning/DefinitionFields.tsx';
import { FillInFirst } from '#renderer/features/settings/cleaning/FillInFirst.tsx';
import { FormLine } from '#renderer/features/settings/cleaning/FormLine.tsx';
import { RuleHistory } from '#renderer/features/settings/cleaning/RuleHistory.tsx';
import { RulePreview } from '#renderer/features/settings/cleaning/RulePreview.tsx';
import { emptyParts } from '#renderer/features/settings/cleaning/empty-parts.ts';
import type { EmptyPart } from '#renderer/features/settings/cleaning/empty-parts.ts';
import { emptyDefinition, NEW_KINDS } from '#renderer/features/settings/cleaning/empty-definition.ts';
import { useRuleName } from '#renderer/features/settings/cleaning/use-rule-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useDraft } from '#renderer/ui/use-draft.ts';
import type { CleaningRule } from '#shared/contract/cleaning.ts';
import type { CleaningDefinition, CleaningKind } from '#shared/model/cleaning.ts';

interface Props {
  /** Null: a new one. */
  readonly rule: CleaningRule | null;
  readonly isLead: boolean;
  readonly onSaved: (rule: CleaningRule) => void;
  readonly onClose: () => void;
}

type RuleFields = Pick<CleaningRule, 'name' | 'stopPercent' | 'stopAfter'> & {
  readonly definition: CleaningDefinition;
};

const NEW_RULE: RuleFields = { name: '', definition: emptyDefinition('keyword_flag'), stopPercent: 20, stopAfter: 50 };

/** One rule: what it does, what it would do to stored orders, and what it did. */
export function RuleDrawer({ rule, isLead, onSaved, onClose }: Props): ReactNode {
  const { t } = useTranslation('cleaning');
  const nameOf = useRuleName();
  const draft = useDraft({ value: fieldsOf(rule), version: rule?.version ?? 0 }, asKept);
  const { name, definition, stopPercent, stopAfter } = draft.value;
  const change = (part: Partial<RuleFields>): void => draft.type({ ...draft.value, ...part });
  const unnamed: readonly EmptyPart[] = !rule?.isBuiltIn && name.trim() === '' ? ['name'] : [];
  const empty = [...unnamed, ...emptyParts(definition)];
  const mayEdit = isLead && rule?.isLocked !== true && (rule === null || rule.definition !== null);
  const save = useAct(
    (fields: RuleFields) => client.cleaning.save({ id: rule?.id ?? null, version: rule?.version ?? null, ...fields }),
    { done: onSaved, toast: t('saved') },
  );
  const submit = (): void => {
    draft.submitted(draft.value);
    save.run(asKept(draft.value));
  };
  const remove = useAct(() => client.cleaning.remove({ id: rule?.id ?? '' }), { done: onClose });
  const form = (
    <fieldset className="stack cleaning-form" disabled={!mayEdit}>
      {rule?.isBuiltIn && <p className="muted">{t(`builtIn.${rule.id}.hint`, { defaultValue: '' })}</p>}
      {rule?.isLocked && <p className="muted">{t('lockedHint')}</p>}
      {!rule?.isBuiltIn && (
        <FormLine label={t('form.name')}>
          {(id) => (
            <Input
              id={id}
              value={name}
              maxLength={60}
              autoFocus={rule === null}
              onChange={(e) => change({ name: e.target.value })}
            />
          )}
        </FormLine>
      )}
      {rule === null && (
        <FormLine label={t('form.kind')}>
          {(id) => (
            <Select<CleaningKind>
              id={id}
              value={definition.kind}
              options={NEW_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
              onChange={(kind) => change({ definition: emptyDefinition(kind) })}
            />
          )}
        </FormLine>
      )}
      <DefinitionFields
        definition={definition}
        isDisabled={!mayEdit}
        onChange={(next) => change({ definition: next })}
      />
      {rule?.isLocked !== true && (
        <FormLine label={t('form.stop')} hint={t('form.stopHint')}>
          {(id) => (
            <span className="row">
              <InputNumber
                id={id}
                min={1}
                max={100}
                precision={0}
                suffix="%"
                style={{ width: 110 }}
                value={stopPercent}
                onChange={(value) => change({ stopPercent: value ?? NEW_RULE.stopPercent })}
              />
              {t('form.stopAfter')}
              <InputNumber
                aria-label={t('form.stopAfter')}
                min={1}
                max={10_000}
                precision={0}
                style={{ width: 110 }}
                value={stopAfter}
                onChange={(value) => change({ stopAfter: value ?? NEW_RULE.stopAfter })}
              />
              {t('form.orders')}
            </span>
          )}
        </FormLine>
      )}
      <ProblemNote problem={save.problem ?? remove.problem} />
      {mayEdit && (
        <div className="row">
          <Button type="primary" disabled={empty.length > 0} loading={save.busy} onClick={submit}>
            {t('common:save')}
          </Button>
          <FillInFirst parts={empty} />
          {draft.isOvertaken && <Button onClick={draft.drop}>{t('common:cancel')}</Button>}
          {draft.isOvertaken && <span role="status">{t('common:overtaken')}</span>}
          {rule !== null && empty.length === 0 && !draft.isOvertaken && (
            <span className="muted">{t('form.saveHint')}</span>
          )}
          <span className="grow" />
          {rule && !rule.isBuiltIn && (
            <Popconfirm
              title={t('removeSure')}
              okText={t('remove')}
              cancelText={t('common:cancel')}
              onConfirm={() => remove.run(undefined)}
            >
              <Button danger>{t('remove')}</Button>
            </Popconfirm>
          )}
        </div>
      )}
    </fieldset>
  );
  return (
    <Drawer open size={860} title={rule ? nameOf(rule) : t('add')} onClose={onClose} destroyOnHidden>
      <Tabs
        items={[
          { key: 'rule', label: t('tab.rule'), children: form },
          ...(isLead && rule?.isLocked !== true
            ? [
                {
                  key: 'preview',
                  label: t('tab.preview'),
                  children: <RulePreview ruleId={rule?.id ?? null} definition={definition} />,
                },
              ]
            : []),
          ...(rule && !rule.isLocked
            ? [{ key: 'history', label: t('tab.history'), children: <RuleHistory rule={rule} isLead={isLead} /> }]
            : []),
        ]}
      />
    </Drawer>
  );
}

function fieldsOf(rule: CleaningRule | null): RuleFields {
  if (!rule) return NEW_RULE;
  const { name, definition, stopPercent, stopAfter } = rule;
  return { name, definition: definition ?? NEW_RULE.definition, stopPercent, stopAfter };
}

function asKept(fields: RuleFields): RuleFields {
  return { ...fields, name: fields.name.trim() };
}
