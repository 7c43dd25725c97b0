import { useQuery } from '@tanstack/react-query';
import { Button, Input, Modal, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/features/customs/goods/Field.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { PlusOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

interface Edited {
  readonly code: string;
  readonly names: string;
  readonly version: number;
  readonly isNew: boolean;
}

/** Lists of declaration elements per code: added, changed, removed. No open list exists, so this is the shop's own knowledge. */
export function ElementListsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const lists = useQuery(orpc.customsGoods.elementLists.queryOptions());
  const [edited, setEdited] = useState<Edited | null>(null);
  const save = useAct(
    ({ code, names, version }: Edited) =>
      client.customsGoods.saveElementList({
        code,
        names: names
          .split(/[\n,，;；|]/)
          .map((name) => name.trim())
          .filter((name) => name !== ''),
        version,
      }),
    { toast: ({ code }) => t('elements.savedList', { code }), done: () => setEdited(null) },
  );
  const remove = useAct(({ code, version }: { code: string; version: number }) =>
    client.customsGoods.removeElementList({ code, version }),
  );
  return (
    <Modal open width={820} title={t('elements.listsTitle')} footer={null} onCancel={onClose} destroyOnHidden>
      <div className="stack">
        <p className="muted">{t('elements.listsHint')}</p>
        <ProblemNote
          problem={save.problem ?? remove.problem}
          onClose={() => [save, remove].forEach((act) => act.clear())}
        />
        {edited ? (
          <div className="stack">
            <Field label={t('elements.code')} hint={t('elements.codeHint')}>
              <Input
                autoFocus={edited.isNew}
                className="mono"
                aria-label={t('elements.code')}
                disabled={!edited.isNew}
                maxLength={13}
                value={edited.code}
                onChange={(event) => setEdited({ ...edited, code: event.target.value.replaceAll(/\D/g, '') })}
              />
            </Field>
            <Field label={t('elements.names')} hint={t('elements.namesHint')}>
              <Input.TextArea
                autoSize={{ minRows: 6, maxRows: 14 }}
                aria-label={t('elements.names')}
                value={edited.names}
                onChange={(event) => setEdited({ ...edited, names: event.target.value })}
              />
            </Field>
            <div className="row">
              <Button onClick={() => setEdited(null)}>{t('common:cancel')}</Button>
              <Button
                type="primary"
                disabled={edited.code.length < 4 || edited.names.trim() === ''}
                loading={save.busy}
                onClick={() => save.run(edited)}
              >
                {t('common:save')}
              </Button>
            </div>
          </div>
        ) : (
          <>
            <div>
              <Button
                type="primary"
                icon={<PlusOutlined />}
                onClick={() => setEdited({ code: '', names: '', version: 0, isNew: true })}
              >
                {t('elements.addList')}
              </Button>
            </div>
            {lists.data?.lists.length === 0 && <p className="muted">{t('elements.noLists')}</p>}
            {(lists.data?.lists ?? []).map((list) => (
              <div key={list.code} className="row goods-suggestion">
                <strong className="mono">{list.code}</strong>
                <span className="grow">
                  {list.names.join(' | ')}{' '}
                  <small className="muted">
                    {list.updatedBy} <TimeText atMs={list.updatedAtMs} />
                  </small>
                </span>
                {list.source === 'learned' && <Chip>{t('elements.learnedMark')}</Chip>}
                <Button
                  onClick={() =>
                    setEdited({ code: list.code, names: list.names.join('\n'), version: list.version, isNew: false })
                  }
                >
                  {t('common:edit')}
                </Button>
                <Popconfirm
                  title={t('elements.removeSure', { code: list.code })}
                  okText={t('common:remove')}
                  cancelText={t('common:cancel')}
                  onConfirm={() => remove.run({ code: list.code, version: list.version })}
                >
                  <Button>{t('common:remove')}</Button>
                </Popconfirm>
              </div>
            ))}
          </>
        )}
      </div>
    </Modal>
  );
}
