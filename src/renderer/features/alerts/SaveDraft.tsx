import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from '#renderer/ui/use-draft.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

interface Props<Value> {
  readonly draft: Draft<Value>;
  /** What is saved, where it is not just what was typed. */
  readonly sent?: Value;
  readonly isWhole?: boolean;
  readonly busy: boolean;
  readonly onSave: (value: Value) => void;
}

/** Saves what was typed; says so when somebody else saved meanwhile, and shows theirs on demand. */
export function SaveDraft<Value>({ draft, sent = draft.value, isWhole = true, busy, onSave }: Props<Value>): ReactNode {
  const { t } = useTranslation();
  const isLead = useHasRole('lead');
  return (
    <>
      <Button
        type="primary"
        loading={busy}
        disabled={!isLead || !isWhole || !draft.isChanged}
        title={isLead ? undefined : t('common:leadOnly')}
        onClick={() => {
          draft.submitted(sent);
          onSave(sent);
        }}
      >
        {t('common:save')}
      </Button>
      {draft.isChanged && <Button onClick={draft.drop}>{t('common:cancel')}</Button>}
      {draft.isOvertaken && <span role="status">{t('common:overtaken')}</span>}
    </>
  );
}
