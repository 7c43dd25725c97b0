import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '#renderer/features/shops/http/draft-context.ts';
import { valueAt } from '#renderer/features/shops/http/draft-value.ts';
import { PartSwitch, PickField, TextField } from '#renderer/features/shops/http/DraftFields.tsx';
import { ENCODINGS, HASHES, PLACES } from '#renderer/features/shops/http/steps/signing-choices.ts';
import { SignedPart } from '#shared/model/http-template/http-auth.ts';

/** What is signed, with which hash, and where the signature and its companions travel. */
export function SignatureFields(): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set } = useDraft();
  const value = valueAt(draft, 'auth.parts');
  const parts: readonly unknown[] = Array.isArray(value) ? value : [];
  return (
    <>
      <div className="http-row">
        <PickField path="auth.hash" name="hash" options={HASHES} />
        <PickField path="auth.secretAs" name="secretAs" options={['key', 'before', 'after', 'around']} />
        <PickField path="auth.encoding" name="encoding" options={ENCODINGS} />
      </div>
      <div className="http-field" role="group" aria-label={t('f.parts')}>
        <span className="http-label">{t('f.parts')}</span>
        <span className="row">
          {parts.map((part, index) => (
            <Button
              // oxlint-disable-next-line react/no-array-index-key
              key={`${String(part)}-${index}`}
              size="small"
              title={t('removeRow')}
              onClick={() =>
                set(
                  'auth.parts',
                  parts.filter((_each, at) => at !== index),
                )
              }
            >
              {index + 1}. {t(`option.part_${String(part)}`)} ×
            </Button>
          ))}
        </span>
        <span className="row">
          {SignedPart.options.map((part) => (
            <Button key={part} size="small" type="dashed" onClick={() => set('auth.parts', [...parts, part])}>
              + {t(`option.part_${part}`)}
            </Button>
          ))}
        </span>
        <span className="muted http-hint">{t('hint.parts')}</span>
      </div>
      <div className="http-row">
        <TextField path="auth.separator" name="separator" />
        <TextField path="auth.pairSign" name="pairSign" />
        <TextField path="auth.joinSign" name="joinSign" />
      </div>
      <div className="http-row">
        <PickField path="auth.signature.in" name="signatureIn" options={PLACES} />
        <TextField path="auth.signature.name" name="placeName" />
        <TextField path="auth.signature.prefix" name="prefix" />
      </div>
      <PartSwitch path="auth.key" name="signKey" part={{ name: 'X-Key', in: 'header' }}>
        <div className="http-row">
          <PickField path="auth.key.in" name="place" options={PLACES} />
          <TextField path="auth.key.name" name="placeName" />
        </div>
      </PartSwitch>
      <PartSwitch
        path="auth.timestamp"
        name="signTime"
        part={{ name: 'X-Timestamp', in: 'header', format: 'unix-seconds' }}
      >
        <div className="http-row">
          <PickField path="auth.timestamp.in" name="place" options={PLACES} />
          <TextField path="auth.timestamp.name" name="placeName" />
          <PickField
            path="auth.timestamp.format"
            name="timeFormat"
            options={['unix-seconds', 'unix-ms', 'iso', 'local']}
          />
        </div>
      </PartSwitch>
      <PartSwitch path="auth.nonce" name="signNonce" part={{ name: 'X-Nonce', in: 'header' }}>
        <div className="http-row">
          <PickField path="auth.nonce.in" name="place" options={PLACES} />
          <TextField path="auth.nonce.name" name="placeName" />
        </div>
      </PartSwitch>
    </>
  );
}
