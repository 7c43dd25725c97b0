import { DownOutlined, HolderOutlined, LockOutlined, UpOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleStateSelect } from '#renderer/features/settings/cleaning/RuleStateSelect.tsx';
import { useRuleName } from '#renderer/features/settings/cleaning/use-rule-text.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { CleaningRule } from '#shared/contract/cleaning.ts';

interface Props {
  readonly rule: CleaningRule;
  readonly isLead: boolean;
  readonly isDragged: boolean;
  readonly onOpen: () => void;
  readonly onDrag: (id: string | null) => void;
  readonly onDrop: () => void;
  readonly onUp: (() => void) | null;
  readonly onDown: (() => void) | null;
}

/** One rule of the list: dragged, or moved with Alt and an arrow key. */
export function RuleLine({ rule, isLead, isDragged, onOpen, onDrag, onDrop, onUp, onDown }: Props): ReactNode {
  const { t } = useTranslation('cleaning');
  const format = useFormat();
  const nameOf = useRuleName();
  const name = nameOf(rule);
  const isMovable = isLead && !rule.isLocked;
  const onKeyDown = (event: KeyboardEvent): void => {
    const act = event.altKey ? { ArrowUp: onUp, ArrowDown: onDown }[event.key] : null;
    if (!act || !isMovable) return;
    event.preventDefault();
    act();
  };
  return (
    <tr
      className={isDragged ? 'cleaning-dragged' : undefined}
      draggable={isMovable}
      onDragStart={() => onDrag(rule.id)}
      onDragEnd={() => onDrag(null)}
      onDragOver={(event) => isMovable && event.preventDefault()}
      onDrop={onDrop}
      onKeyDown={onKeyDown}
    >
      <td>
        <div className="cleaning-name">
          {rule.isLocked ? (
            <LockOutlined title={t('locked')} className="muted" />
          ) : (
            <HolderOutlined className="muted cleaning-handle" />
          )}
          <div className="stack-tight">
            <strong>{name}</strong>
            <span className="muted">
              {rule.definition ? t(`kind.${rule.definition.kind}`) : t('unreadable')} ·{' '}
              {t('version', { n: rule.version })}
            </span>
            {rule.stopped && (
              <span className="cleaning-stopped">
                {t('stoppedBecause', {
                  errors: rule.stopped.errors,
                  seen: rule.stopped.seen,
                  at: format.full(rule.stopped.atMs),
                })}
              </span>
            )}
          </div>
        </div>
      </td>
      <td>
        {isMovable ? (
          <RuleStateSelect rule={rule} label={t('stateOf', { name })} />
        ) : (
          <Chip tone={rule.state === 'on' ? 'go' : 'neutral'}>{t(`state.${rule.state}`)}</Chip>
        )}
      </td>
      <td className="num">{rule.isLocked ? '—' : format.count(rule.counts.seen)}</td>
      <td className="num">{rule.isLocked ? '—' : format.count(rule.counts.changed)}</td>
      <td className="num">{rule.isLocked ? '—' : format.count(rule.counts.errors)}</td>
      <td className="num cleaning-acts">
        {isMovable && (
          <>
            <Button
              type="text"
              icon={<UpOutlined />}
              disabled={!onUp}
              aria-label={t('up', { name })}
              title={`${t('up', { name })} (Alt+↑)`}
              onClick={() => onUp?.()}
            />
            <Button
              type="text"
              icon={<DownOutlined />}
              disabled={!onDown}
              aria-label={t('down', { name })}
              title={`${t('down', { name })} (Alt+↓)`}
              onClick={() => onDown?.()}
            />
          </>
        )}
        <Button aria-label={t('openRule', { name })} onClick={onOpen}>
          {t('open')}
        </Button>
      </td>
    </tr>
  );
}
