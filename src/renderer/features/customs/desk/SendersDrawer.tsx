import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SenderForm } from '#renderer/features/customs/desk/SenderForm.tsx';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';

/** Who sends the parcels of each shop. */
export function SendersDrawer({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const [editing, setEditing] = useState<string | null>(null);
  const profiles = useQuery(orpc.customsDesk.profiles.queryOptions());
  const nameOf = (shopName: string): string => shopName || t('senders.everyShop');
  const edited = profiles.data?.profiles.find((profile) => profile.shopId === editing);
  return (
    <Drawer open onClose={onClose} size={860} title={edited ? nameOf(edited.shopName) : t('senders.title')}>
      {editing === null ? (
        <div className="stack">
          <p className="muted">{t('senders.intro')}</p>
          <ProblemNote problem={profiles.error ? problemOf(profiles.error) : null} />
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('senders.shop')}</th>
                <th>{t('senders.sender')}</th>
                <th>{t('senders.numbers')}</th>
                <th>{t('senders.saved')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {profiles.data?.profiles.map((profile) => (
                <tr key={profile.shopId}>
                  <td>
                    <strong>{nameOf(profile.shopName)}</strong>
                  </td>
                  <td>
                    {profile.version === 0 ? (
                      <Chip tone={profile.shopId === '' ? 'warn' : 'neutral'}>
                        {t(profile.shopId === '' ? 'senders.missing' : 'senders.usesShared')}
                      </Chip>
                    ) : (
                      `${profile.sender || '—'} (${profile.country || '—'})`
                    )}
                  </td>
                  <td>
                    {profile.numbers.map(({ kind, value }) => (
                      <div key={`${kind}${value}`}>
                        {text.number(kind)} <span className="mono">{value}</span>
                      </div>
                    ))}
                  </td>
                  <td>
                    <TimeText atMs={profile.savedAtMs} /> {profile.savedBy}
                  </td>
                  <td className="num">
                    <Button onClick={() => setEditing(profile.shopId)}>{t('common:edit')}</Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <SenderForm shopId={editing} onLeave={() => setEditing(null)} />
      )}
    </Drawer>
  );
}
