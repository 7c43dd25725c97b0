import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeSuggestions } from '#renderer/features/customs/goods/CodeSuggestions.tsx';
import type { GoodsForm } from '#renderer/features/customs/goods/goods-form.ts';
import { HsPath } from '#renderer/features/customs/goods/HsPath.tsx';
import { HsSearchDialog } from '#renderer/features/customs/goods/HsSearchDialog.tsx';
import { CloseOutlined, SearchOutlined } from '#renderer/ui/icons.tsx';
import { HsScheme } from '#shared/model/customs.ts';
import type { HsCode } from '#shared/model/customs.ts';

/** Codes per scheme; a search over the Harmonized System and own goods, which only ever suggest. */
export function CodesSection({ form, hint }: { readonly form: GoodsForm; readonly hint: string }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const { goods, value, set } = form;
  const [isSearching, setSearching] = useState(false);
  const codes = value.hsCodes;
  const six = codes.find(({ scheme }) => scheme === 'hs6')?.code ?? codes[0]?.code.slice(0, 6) ?? '';
  const put = (scheme: HsScheme, code: string): void => {
    const isNew = !codes.some((entry) => entry.scheme === scheme);
    set({
      hsCodes: isNew
        ? [...codes, { scheme, code }]
        : codes.map((entry) => (entry.scheme === scheme ? { scheme, code } : entry)),
    });
  };
  const remove = (scheme: HsScheme): void => set({ hsCodes: codes.filter((entry) => entry.scheme !== scheme) });
  const free = HsScheme.options.filter((scheme) => !codes.some((entry) => entry.scheme === scheme));
  return (
    <section className="stack" aria-label={t('section.codes')}>
      <div className="row">
        <Button type="primary" icon={<SearchOutlined />} onClick={() => setSearching(true)}>
          {t('hs.open')}
        </Button>
        {hint !== '' && codes.length === 0 && (
          <Button
            onClick={() => put(hint.replaceAll(/\D/g, '').length === 6 ? 'hs6' : 'other', hint.replaceAll(/\D/g, ''))}
          >
            {t('takeHint', { value: hint })}
          </Button>
        )}
        <span className="muted">{t('hs.neverChosen')}</span>
      </div>
      {codes.map((entry) => (
        <CodeRow
          key={entry.scheme}
          entry={entry}
          onChange={(code) => put(entry.scheme, code)}
          onRemove={() => remove(entry.scheme)}
        />
      ))}
      {free.length > 0 && (
        <Select
          aria-label={t('hs.addScheme')}
          placeholder={t('hs.addScheme')}
          value={null}
          onChange={(scheme: HsScheme) => put(scheme, scheme === 'other' ? '' : six)}
          options={free.map((scheme) => ({ value: scheme, label: t(`scheme.${scheme}.name`) }))}
          style={{ maxWidth: 360 }}
        />
      )}
      {six.length === 6 && <HsPath code={six} />}
      <CodeSuggestions skuId={goods.skuId} onTake={(hsCodes) => set({ hsCodes })} />
      {isSearching && (
        <HsSearchDialog
          initial={value.descriptionEn || goods.title}
          onTake={(code) => {
            put('hs6', code);
            setSearching(false);
          }}
          onClose={() => setSearching(false)}
        />
      )}
    </section>
  );
}

function CodeRow({
  entry,
  onChange,
  onRemove,
}: {
  readonly entry: HsCode;
  readonly onChange: (code: string) => void;
  readonly onRemove: () => void;
}): ReactNode {
  const { t } = useTranslation('customs-goods');
  const name = t(`scheme.${entry.scheme}.name`);
  return (
    <div className="row goods-code">
      <span className="goods-scheme">
        {name}
        <small className="muted">{t(`scheme.${entry.scheme}.hint`)}</small>
      </span>
      <Input
        className="mono"
        aria-label={name}
        inputMode="numeric"
        maxLength={20}
        status={entry.code.length < 6 ? 'error' : ''}
        value={entry.code}
        onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, '').slice(0, 13))}
        style={{ width: 220 }}
      />
      <span className="muted">{t('hs.digits', { n: entry.code.length })}</span>
      <Button type="text" icon={<CloseOutlined />} aria-label={`${t('common:remove')} ${name}`} onClick={onRemove} />
    </div>
  );
}
