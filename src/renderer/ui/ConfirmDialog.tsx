import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { Problem } from '#shared/contract/common.ts';

interface Props {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, one sentence each. */
  readonly consequences: readonly string[];
  readonly okText: string;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onOk: () => void;
  readonly onCancel: () => void;
}

/** Says what an act leads to before it is done. Escape and the way back change nothing. */
export function ConfirmDialog(props: Props): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal
      open={props.open}
      title={props.title}
      okText={props.okText}
      cancelText={t('cancel')}
      okButtonProps={{ danger: true }}
      confirmLoading={props.busy}
      onOk={props.onOk}
      onCancel={props.onCancel}
      destroyOnHidden
    >
      <div className="stack">
        <ul className="consequences">
          {props.consequences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        <ProblemNote problem={props.problem} />
      </div>
    </Modal>
  );
}
