import { Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { Problem } from '#shared/contract/common.ts';

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly intro?: ReactNode;
  readonly okText: string;
  readonly danger?: boolean;
  /** Ready answers: one click or one digit instead of typing with gloves. */
  readonly choices?: readonly string[];
  readonly busy?: boolean;
  readonly problem?: Problem | null;
  readonly onOk: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks why. Escape leaves it at any time. */
export function ReasonDialog(props: Props): ReactNode {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  useEffect(() => {
    if (props.open) setReason('');
  }, [props.open]);
  const ready = reason.trim() !== '';
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.okText}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !ready, danger: props.danger ?? false }}
      confirmLoading={props.busy ?? false}
      onOk={() => props.onOk(reason.trim())}
      onCancel={props.onCancel}
      destroyOnHidden
    >
      <div className="stack">
        {props.intro}
        {props.choices && (
          <div className="row" role="group" aria-label={t('reason')}>
            {props.choices.map((choice) => (
              <button
                key={choice}
                type="button"
                className="choice"
                aria-pressed={reason === choice}
                onClick={() => setReason(choice)}
              >
                {choice}
              </button>
            ))}
          </div>
        )}
        <Input
          autoFocus
          aria-label={t('reason')}
          placeholder={t('reason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => ready && props.onOk(reason.trim())}
        />
        <ProblemNote problem={props.problem} />
      </div>
    </Modal>
  );
}
