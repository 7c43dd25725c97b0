import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { HsDeclared } from '#shared/contract/customs-hs.ts';
import type { HsCode } from '#shared/model/customs.ts';

interface Props {
  readonly skuId: string;
  readonly onTake: (codes: HsCode[]) => void;
}

/** Codes of earlier declarations and of own goods that are alike, each with why; a person takes them or not. */
export function CodeSuggestions({ skuId, onTake }: Props): ReactNode {
  const { t } = useTranslation('customs-goods');
  const found = useQuery(orpc.customsGoods.suggestHs.queryOptions({ input: { skuId } }));
  const { declared = [], suggestions = [] } = found.data ?? {};
  return (
    <>
      {declared.length > 0 && (
        <section className="stack-tight" aria-label={t('declared.title')}>
          <h3>{t('declared.title')}</h3>
          <small className="muted">{t('suggest.hint')}</small>
          {declared.map((entry) => (
            <Declared
              key={`${entry.skuCode} ${entry.codes.map(({ code }) => code).join()}`}
              entry={entry}
              onTake={onTake}
            />
          ))}
        </section>
      )}
      {suggestions.length > 0 && (
        <section className="stack-tight" aria-label={t('suggest.title')}>
          <h3>{t('suggest.title')}</h3>
          <small className="muted">{t('suggest.hint')}</small>
          {suggestions.map((suggestion) => (
            <div key={suggestion.skuId} className="row goods-suggestion">
              <Chip>{t('suggest.likeness', { n: suggestion.likeness })}</Chip>
              <span className="grow">
                <span className="mono">{suggestion.codes.map(({ code }) => code).join(', ')}</span>{' '}
                {t('suggest.from', { code: suggestion.skuCode, title: suggestion.title })}
                <small className="muted goods-shared">
                  {t('suggest.shared', { words: suggestion.shared.join(', ') })}
                </small>
              </span>
              <Button onClick={() => onTake(suggestion.codes)}>{t('suggest.take')}</Button>
            </div>
          ))}
        </section>
      )}
    </>
  );
}

function Declared({ entry, onTake }: { readonly entry: HsDeclared; readonly onTake: Props['onTake'] }): ReactNode {
  const { t } = useTranslation('customs-goods');
  return (
    <div className="row goods-suggestion">
      <Chip tone={entry.isSame ? 'accent' : 'neutral'}>
        {entry.isSame ? t('declared.same') : t('suggest.likeness', { n: entry.likeness })}
      </Chip>
      <span className="grow">
        <span className="mono">{entry.codes.map(({ code }) => code).join(', ')}</span>{' '}
        {t('declared.times', {
          n: entry.times,
          goods: `${entry.skuCode} ${entry.description}`.trim(),
          day: entry.lastDay,
        })}
        {!entry.isSame && (
          <small className="muted goods-shared">{t('suggest.shared', { words: entry.shared.join(', ') })}</small>
        )}
      </span>
      {entry.refused > 0 && <Chip tone="stop">{t('declared.refused', { n: entry.refused })}</Chip>}
      <Button onClick={() => onTake(entry.codes)}>{t('suggest.take')}</Button>
    </div>
  );
}
