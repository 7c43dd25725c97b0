import { Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { Problem } from '#shared/contract/common.ts';

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** The word that must be typed. */
  readonly word: string;
  readonly okText: string;
  readonly busy?: boolean;
  readonly problem?: Problem | null;
  readonly onOk: () => void;
  readonly onCancel: () => void;
}

/** For acts that replace data: nobody types a word by accident. */
export function TypedConfirm(props: Props): ReactNode {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (props.open) setTyped('');
  }, [props.open]);
  const matches = typed.trim().toLowerCase() === props.word.toLowerCase();
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.okText}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true, disabled: !matches }}
      confirmLoading={props.busy ?? false}
      onOk={props.onOk}
      onCancel={props.onCancel}
      destroyOnHidden
    >
      <div className="stack">
        {props.children}
        <label className="stack-tight">
          <span>{t('typeToConfirm', { word: props.word })}</span>
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onPressEnter={() => matches && props.onOk()}
            autoFocus
          />
        </label>
        <ProblemNote problem={props.problem} />
      </div>
    </Modal>
  );
}
