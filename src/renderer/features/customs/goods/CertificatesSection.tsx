import { AutoComplete, Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '#renderer/ui/DayField.tsx';
import type { GoodsForm } from '#renderer/features/customs/goods/goods-form.ts';
import { CloseOutlined, PlusOutlined } from '#renderer/ui/icons.tsx';
import type { GoodsCertificate } from '#shared/model/customs.ts';

/** The ones that destinations and carriers ask for most; any other can be typed. */
const KINDS = [
  'CE',
  'FCC',
  'UKCA',
  'TISI',
  'KC',
  'PSE',
  'UN38.3',
  'MSDS',
  'ROHS',
  'FDA',
  'CCC',
  'SABER',
  'INMETRO',
  'BIS',
];

/** Papers of the goods with the days on which they hold. */
export function CertificatesSection({ form }: { readonly form: GoodsForm }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const { certificates } = form.value;
  const put = (index: number, patch: Partial<GoodsCertificate>): void =>
    form.set({ certificates: certificates.map((entry, at) => (at === index ? { ...entry, ...patch } : entry)) });
  const day = (text: string): string | null => (text === '' ? null : text);
  return (
    <section className="stack-tight" aria-label={t('section.certificates')}>
      {certificates.length === 0 && <p className="muted">{t('certificate.none')}</p>}
      {certificates.length > 0 && (
        <table className="plain-table goods-certificates">
          <thead>
            <tr>
              {(['kind', 'number', 'issuer', 'validFrom', 'validTo'] as const).map((name) => (
                <th key={name}>{t(`certificate.${name}`)}</th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {certificates.map((entry, index) => (
              <tr key={index}>
                <td>
                  <AutoComplete
                    aria-label={t('certificate.kind')}
                    value={entry.kind}
                    onChange={(kind: string) => put(index, { kind: kind.slice(0, 30) })}
                    options={KINDS.map((kind) => ({ value: kind }))}
                    showSearch={{
                      filterOption: (typed, option) => option?.value.startsWith(typed.toUpperCase()) ?? false,
                    }}
                    style={{ width: 104 }}
                  />
                </td>
                <td>
                  <Input
                    aria-label={t('certificate.number')}
                    maxLength={80}
                    value={entry.number}
                    onChange={(event) => put(index, { number: event.target.value })}
                  />
                </td>
                <td>
                  <Input
                    aria-label={t('certificate.issuer')}
                    maxLength={120}
                    value={entry.issuer}
                    onChange={(event) => put(index, { issuer: event.target.value })}
                  />
                </td>
                <td>
                  <DayField
                    label={t('certificate.validFrom')}
                    value={entry.validFrom ?? ''}
                    onDay={(chosen) => put(index, { validFrom: day(chosen) })}
                  />
                </td>
                <td>
                  <DayField
                    label={t('certificate.validTo')}
                    value={entry.validTo ?? ''}
                    onDay={(chosen) => put(index, { validTo: day(chosen) })}
                  />
                </td>
                <td>
                  <Button
                    type="text"
                    icon={<CloseOutlined />}
                    aria-label={`${t('common:remove')} ${entry.kind} ${entry.number}`}
                    onClick={() => form.set({ certificates: certificates.filter((_, at) => at !== index) })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div>
        <Button
          icon={<PlusOutlined />}
          disabled={certificates.length >= 30}
          onClick={() =>
            form.set({
              certificates: [...certificates, { kind: 'CE', number: '', issuer: '', validFrom: null, validTo: null }],
            })
          }
        >
          {t('certificate.add')}
        </Button>
      </div>
    </section>
  );
}
