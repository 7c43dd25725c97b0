import { useQuery } from '@tanstack/react-query';
import { Button, Input, InputNumber, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askingNames } from '#renderer/features/shops/http/auth-fields.ts';
import { useDraft } from '#renderer/features/shops/http/draft-context.ts';
import { textAt, valueAt } from '#renderer/features/shops/http/draft-value.ts';
import { PreviewRows } from '#renderer/features/shops/http/PreviewRows.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { CloudDownloadOutlined } from '#renderer/ui/icons.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import type { Problem } from '#shared/contract/common.ts';

type SampleOf = 'list' | 'one';

/** A sample answer, pasted or asked for, and beside it what the template makes of it, while one types. */
export function SamplePanel({ isValid }: { readonly isValid: boolean }): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set } = useDraft();
  const [sampleOf, setSampleOf] = useState<SampleOf>('list');
  const [samples, setSamples] = useState<Readonly<Record<SampleOf, string>>>({ list: '', one: '' });
  const [keys, setKeys] = useState<Readonly<Record<string, string>>>({});
  const [number, setNumber] = useState('');
  const [hours, setHours] = useState(24);
  const [areKeysShown, showKeys] = useState(false);
  const [isKeyMissed, setKeyMissed] = useState(false);
  const sample = samples[sampleOf];
  const names = askingNames(textAt(draft, 'auth.kind'), textAt(draft, 'auth.grant'));
  const isEmpty = (name: string): boolean => (keys[name] ?? '').trim() === '';
  const hasDetail = valueAt(draft, 'detail') !== null;
  const looked = useDeferredValue({ template: draft, sample, sampleOf });
  const preview = useQuery({
    ...orpc.httpTemplates.preview.queryOptions({ input: { ...looked, currency: 'CNY' } }),
    enabled: isValid && looked.sample.trim() !== '',
    placeholderData: (before) => before,
    retry: false,
    staleTime: Infinity,
  });
  const [refused, setRefused] = useState<Problem | null>(null);
  const ask = useAct(
    () => client.httpTemplates.ask({ template: { ...draft }, credentials: keys, sampleOf, number, hours }),
    {
      done(answer) {
        setRefused(answer.problem);
        if (answer.sample !== null) setSamples({ ...samples, [sampleOf]: pretty(answer.sample) });
      },
    },
  );
  const askIfPossible = (): void => {
    const isMissed = names.some(isEmpty);
    setKeyMissed(isMissed);
    if (isMissed) showKeys(true);
    else ask.run(undefined);
  };
  const suggestion = sample.trim() === '' ? null : (preview.data?.suggestion ?? null);
  return (
    <div className="stack http-sample">
      <div className="row-between">
        <Segmented<SampleOf>
          value={sampleOf}
          onChange={setSampleOf}
          options={[
            { value: 'list', label: t('sample.list') },
            { value: 'one', label: t('sample.one'), disabled: !hasDetail },
          ]}
        />
        <Button icon={<CloudDownloadOutlined />} loading={ask.busy} disabled={!isValid} onClick={askIfPossible}>
          {t('sample.ask')}
        </Button>
      </div>
      <details open={areKeysShown} onToggle={(event) => showKeys(event.currentTarget.open)}>
        <summary>{t('sample.askWith')}</summary>
        <div className="stack-tight">
          {names.map((name) => (
            <Input.Password
              key={name}
              addonBefore={t(`shops:field.${name}`)}
              aria-label={t(`shops:field.${name}`)}
              autoComplete="new-password"
              value={keys[name] ?? ''}
              {...(isKeyMissed && isEmpty(name) && { status: 'error' as const })}
              onChange={(event) => setKeys({ ...keys, [name]: event.target.value })}
            />
          ))}
          {sampleOf === 'one' ? (
            <Input
              addonBefore={t('sample.number')}
              aria-label={t('sample.number')}
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
          ) : (
            <InputNumber
              prefix={t('sample.hours')}
              aria-label={t('sample.hours')}
              min={1}
              max={720}
              value={hours}
              style={{ width: '100%' }}
              onChange={(next) => setHours(next ?? 24)}
            />
          )}
          {isKeyMissed && names.some(isEmpty) && (
            <span className="http-fault" role="alert">
              {t('sample.keysMissed')}
            </span>
          )}
          <span className="muted http-hint">{t('sample.keysHint')}</span>
          {textAt(draft, 'auth.grant') === 'refresh_token' && (
            <span className="muted http-hint">{t('sample.refreshSpared')}</span>
          )}
        </div>
      </details>
      {refused?.code === 'ERR_CHANNEL_AUTH' ? (
        <p className="http-fault" role="alert">
          {t('sample.keysRefused', { text: String(refused.data['vendorText'] ?? '—') })}
        </p>
      ) : (
        <ProblemNote problem={ask.problem ?? refused} />
      )}
      <Input.TextArea
        className="http-code"
        aria-label={t('sample.text')}
        placeholder={t('sample.paste')}
        autoSize={{ minRows: 6, maxRows: 12 }}
        spellCheck={false}
        value={sample}
        onChange={(event) => setSamples({ ...samples, [sampleOf]: event.target.value })}
      />
      {suggestion && (
        <div className="row">
          <Button
            size="small"
            onClick={() => {
              if (sampleOf === 'list') {
                set('orders.rows', suggestion.rows);
                set('orders.number', suggestion.number);
              } else set('detail.row', suggestion.rows);
              set('mapping', suggestion.mapping);
            }}
          >
            {t('sample.suggest')}
          </Button>
          <span className="muted http-hint">{t('sample.suggestHint')}</span>
        </div>
      )}
      {sample.trim() === '' ? (
        <EmptyState title={t('sample.none')} hint={t('sample.noneHint')} />
      ) : isValid ? (
        <>
          <ProblemNote problem={preview.error ? problemOf(preview.error) : null} />
          {preview.data && <PreviewRows preview={preview.data} isListOnly={hasDetail && sampleOf === 'list'} />}
        </>
      ) : (
        <p className="muted">{t('sample.invalid')}</p>
      )}
    </div>
  );
}

/** JSON with line breaks, so that it can be read; anything else as it is. */
function pretty(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.length > 500_000) return text;
  // Long numbers would lose digits by being parsed.
  if (/[:[,]\s*-?\d{16,}/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
