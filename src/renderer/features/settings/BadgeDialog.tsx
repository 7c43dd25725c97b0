import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { OperatorView } from '#shared/contract/auth.ts';

/** Makes or revokes a person's badge. The picture is shown this once: only a hash of its code is kept. */
export function BadgeDialog({
  operator,
  onClose,
}: {
  readonly operator: OperatorView;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('settings');
  const [picture, setPicture] = useState<string | null>(null);
  const make = useAct(() => client.auth.makeBadge({ id: operator.id }), {
    done: ({ pngBase64 }) => setPicture(`data:image/png;base64,${pngBase64}`),
  });
  const revoke = useAct(() => client.auth.revokeBadge({ id: operator.id }), {
    toast: t('people.badgeRevoked'),
    done: onClose,
  });
  return (
    <Modal open title={t('people.badgeTitle', { name: operator.name })} footer={null} onCancel={onClose}>
      <div className="stack">
        <p>{t(picture === null ? 'people.badgeSure' : 'people.badgeOnce')}</p>
        {picture !== null && (
          <img className="badge-picture" src={picture} alt={t('people.badgeTitle', { name: operator.name })} />
        )}
        <ProblemNote problem={make.problem ?? revoke.problem} />
        <div className="row">
          {picture === null ? (
            <Button type="primary" autoFocus loading={make.busy} onClick={() => make.run(undefined)}>
              {t('people.makeBadge')}
            </Button>
          ) : (
            <Button type="primary" href={picture} download={`badge-${operator.name}.png`}>
              {t('people.badgeSave')}
            </Button>
          )}
          {operator.hasBadge && picture === null && (
            <Button danger loading={revoke.busy} onClick={() => revoke.run(undefined)}>
              {t('people.revokeBadge')}
            </Button>
          )}
          <Button onClick={onClose}>{t('common:close')}</Button>
        </div>
      </div>
    </Modal>
  );
}
