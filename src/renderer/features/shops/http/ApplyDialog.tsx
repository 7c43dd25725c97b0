import { Checkbox, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

/** Shops go on with the version they have until somebody says here that they are to use the new one. */
export function ApplyDialog({
  detail,
  onClose,
}: {
  readonly detail: Outputs['httpTemplates']['get'];
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('http-api');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const older = detail.usedBy.filter((use) => use.version !== detail.shownVersion);
  const apply = useAct(
    () =>
      client.httpTemplates.apply({
        id: detail.id,
        version: detail.shownVersion,
        shopIds: older.filter((use) => chosen.includes(use.shopId)).map((use) => use.shopId),
      }),
    { toast: t('apply.done'), done: onClose },
  );
  return (
    <Modal
      open
      title={t('apply.title', { version: detail.shownVersion })}
      okText={t('apply.ok', { n: chosen.length })}
      cancelText={t('apply.later')}
      okButtonProps={{ disabled: chosen.length === 0 }}
      confirmLoading={apply.busy}
      onOk={() => apply.run(undefined)}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t('apply.intro')}</p>
        {older.map((use) => (
          <Checkbox
            key={use.shopId}
            checked={chosen.includes(use.shopId)}
            onChange={(event) =>
              setChosen(event.target.checked ? [...chosen, use.shopId] : chosen.filter((id) => id !== use.shopId))
            }
          >
            {t('apply.shop', { name: use.name, version: use.version })}
          </Checkbox>
        ))}
        <ProblemNote problem={apply.problem} />
      </div>
    </Modal>
  );
}
