import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseOutlined, CopyOutlined, PlusOutlined, SaveOutlined, UndoOutlined } from '#renderer/ui/icons.tsx';
import type { LayoutElement } from '#shared/model/label-layout.ts';
import { ADDABLE, newElement } from './new-element.ts';
import type { useLayoutHistory } from './use-layout-history.ts';

interface Props {
  readonly history: ReturnType<typeof useLayoutHistory>;
  readonly readOnly: boolean;
  readonly busy: boolean;
  readonly hasSelection: boolean;
  readonly listField: string;
  readonly textField: string;
  readonly onAdd: (element: LayoutElement) => void;
  readonly onDuplicate: () => void;
  readonly onRemove: () => void;
  readonly onRaise: (by: 1 | -1) => void;
  readonly onSave: () => void;
}

export function EditorToolbar(props: Props): ReactNode {
  const { history, readOnly, hasSelection } = props;
  const { t } = useTranslation('templates');
  const off = readOnly || !hasSelection;
  return (
    <div className="row" role="toolbar" aria-label={t('tools')}>
      <Dropdown
        disabled={readOnly}
        trigger={['click']}
        menu={{
          items: ADDABLE.map((kind) => ({ key: kind, label: t(`add.${kind}`) })),
          onClick: ({ key }) => {
            const kind = ADDABLE.find((known) => known === key);
            if (kind) props.onAdd(newElement(kind, props.textField, props.listField));
          },
        }}
      >
        <Button icon={<PlusOutlined />}>{t('addElement')}</Button>
      </Dropdown>
      <Button icon={<CopyOutlined />} disabled={off} onClick={props.onDuplicate}>
        {t('duplicate')}
      </Button>
      <Button icon={<CloseOutlined />} disabled={off} onClick={props.onRemove}>
        {t('common:remove')}
      </Button>
      <Button disabled={off} onClick={() => props.onRaise(1)}>
        {t('forward')}
      </Button>
      <Button disabled={off} onClick={() => props.onRaise(-1)}>
        {t('backward')}
      </Button>
      <Button icon={<UndoOutlined />} disabled={!history.canUndo} title="Ctrl+Z" onClick={history.undo}>
        {t('undo')}
      </Button>
      <Button disabled={!history.canRedo} title="Ctrl+Y" onClick={history.redo}>
        {t('redo')}
      </Button>
      <Button
        type="primary"
        icon={<SaveOutlined />}
        loading={props.busy}
        disabled={readOnly || !history.isChanged}
        title="Ctrl+S"
        onClick={props.onSave}
      >
        {t('saveVersion')}
      </Button>
    </div>
  );
}
