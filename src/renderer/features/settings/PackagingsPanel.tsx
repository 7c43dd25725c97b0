import { InboxOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PackagingForm } from '#renderer/features/settings/PackagingForm.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { Inputs } from '#renderer/ui/contract-types.ts';
import type { PackagingView } from '#shared/contract/weighing.ts';
import type { ShopId } from '#shared/model/ids.ts';

/** Boxes and bags with their tare, and which of them a shop usually packs in. */
export function PackagingsPanel(): ReactNode {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [editing, setEditing] = useState<PackagingView | 'new' | null>(null);
  const { data, error } = useQuery(orpc.weighing.packagings.queryOptions());
  const shops = useQuery(orpc.shops.list.queryOptions());
  const remove = useAct((id: string) => client.weighing.removePackaging({ id }));
  const usual = useAct((choice: Inputs['weighing']['setDefaultPackaging']) =>
    client.weighing.setDefaultPackaging(choice),
  );
  const packagings = data?.packagings ?? [];
  const places: { id: ShopId | null; name: string }[] = [
    { id: null, name: t('packaging.everyShop') },
    ...(shops.data?.shops ?? []),
  ];
  return (
    <Panel
      title={t('tab.packagings')}
      flush
      extra={
        <Button type="primary" onClick={() => setEditing('new')}>
          {t('packaging.add')}
        </Button>
      }
    >
      <ProblemNote
        problem={error ? problemOf(error) : (remove.problem ?? usual.problem)}
        onClose={() => [remove, usual].forEach((act) => act.clear())}
      />
      {data && packagings.length === 0 && (
        <EmptyState icon={<InboxOutlined />} title={t('packaging.empty')} hint={t('packaging.emptyHint')} />
      )}
      {packagings.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('packaging.code')}</th>
              <th>{t('packaging.name')}</th>
              <th>{t('packaging.size')}</th>
              <th>{t('packaging.tare')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {packagings.map((packaging) => (
              <tr key={packaging.id}>
                <td className="mono">{packaging.code}</td>
                <td>{packaging.name}</td>
                <td>{sizeText(packaging)}</td>
                <td>{tareText(packaging)}</td>
                <td className="num">
                  <Button onClick={() => setEditing(packaging)}>{t('common:edit')}</Button>{' '}
                  <Popconfirm
                    title={t('packaging.removeSure')}
                    okText={t('packaging.remove')}
                    cancelText={t('common:cancel')}
                    onConfirm={() => remove.run(packaging.id)}
                  >
                    <Button danger>{t('packaging.remove')}</Button>
                  </Popconfirm>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {packagings.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('packaging.shop')}</th>
              <th>{t('packaging.usual')}</th>
            </tr>
          </thead>
          <tbody>
            {places.map((place) => (
              <tr key={place.id ?? ''}>
                <td>{place.name}</td>
                <td>
                  <Select
                    allowClear
                    style={{ width: 280 }}
                    aria-label={t('packaging.usualOf', { shop: place.name })}
                    placeholder={t(place.id === null ? 'packaging.fromSetting' : 'packaging.asEvery')}
                    value={packagings.find(({ defaultOf }) => defaultOf.includes(place.id))?.id ?? null}
                    options={packagings.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` }))}
                    onChange={(id: string | null | undefined) =>
                      usual.run({ shopId: place.id, packagingId: id ?? null })
                    }
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {editing && <PackagingForm packaging={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Panel>
  );

  function tareText({ tareG, learned }: PackagingView): string {
    if (tareG !== null) return format.weight(tareG);
    if (learned?.state !== 'learned') return t('packaging.learning', { n: learned?.sampleCount ?? 0 });
    return t('packaging.learned', {
      weight: format.weight(Math.round(learned.weightMg / 1_000)),
      n: learned.sampleCount,
    });
  }
}

function sizeText({ lengthMm, widthMm, heightMm }: PackagingView): string {
  return lengthMm + widthMm + heightMm === 0 ? '—' : `${lengthMm} × ${widthMm} × ${heightMm} mm`;
}
