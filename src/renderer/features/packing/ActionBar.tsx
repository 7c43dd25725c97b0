import { Input } from 'antd';
import type { InputRef } from 'antd';
import { memo } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationAction } from '#renderer/features/packing/use-station-actions.ts';

interface Props {
  readonly actions: readonly StationAction[];
  readonly busy: boolean;
  readonly typed: string;
  readonly onTyped: (text: string) => void;
  readonly onCode: (code: string) => void;
  readonly field: RefObject<HTMLInputElement | null>;
}

/** Big buttons with their F-keys, and a field for codes that no scanner can read any more. */
export const ActionBar = memo(function ActionBar(props: Props): ReactNode {
  const { actions, busy, typed, onTyped, onCode, field } = props;
  const { t } = useTranslation('packing');
  const submit = (): void => {
    const code = typed.trim();
    if (code === '') return;
    onCode(code);
    onTyped('');
    // Leaves the field, so that the next key belongs to the station again and no input method is active.
    field.current?.blur();
  };
  return (
    <footer className="action-bar" aria-busy={busy}>
      <Input
        ref={(input: InputRef | null) => {
          field.current = input?.input ?? null;
        }}
        className="code-field"
        aria-label={t('code.label')}
        placeholder={t('code.placeholder')}
        prefix={<kbd>F2</kbd>}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onTyped(event.target.value)}
        onPressEnter={submit}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          onTyped('');
          field.current?.blur();
        }}
      />
      {actions
        .filter((action) => action.name !== 'typeCode')
        .map((action) => (
          <button key={action.name} type="button" className={`action action-${action.tone}`} onClick={action.run}>
            {t(`action.${action.name}`)}
            <kbd>{action.key.toUpperCase()}</kbd>
          </button>
        ))}
    </footer>
  );
});
