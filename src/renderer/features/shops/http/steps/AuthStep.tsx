import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '#renderer/features/shops/http/draft-context.ts';
import { textAt } from '#renderer/features/shops/http/draft-value.ts';
import { PickField, TextField } from '#renderer/features/shops/http/DraftFields.tsx';
import { AUTHS } from '#renderer/features/shops/http/steps/auth-starters.ts';
import { SignatureFields } from '#renderer/features/shops/http/steps/SignatureFields.tsx';
import { PLACES } from '#renderer/features/shops/http/steps/signing-choices.ts';

/** How the interface knows who asks; the secrets themselves stand with the shop. */
export function AuthStep(): ReactNode {
  const { t } = useTranslation('http-api');
  const { draft, set } = useDraft();
  const kind = textAt(draft, 'auth.kind');
  return (
    <div className="stack">
      <PickField
        path="auth.kind"
        name="authKind"
        options={Object.keys(AUTHS)}
        onPick={(next) => set('auth', AUTHS[next])}
      />
      <p className="muted">{t('secretsApart')}</p>
      {kind === 'api_key' && (
        <div className="http-row">
          <PickField path="auth.in" name="place" options={PLACES} />
          <TextField path="auth.name" name="placeName" />
          <TextField path="auth.prefix" name="prefix" />
        </div>
      )}
      {kind === 'hmac' && <SignatureFields />}
      {kind === 'oauth2' && (
        <>
          <div className="http-row">
            <PickField path="auth.grant" name="grant" options={['client_credentials', 'refresh_token']} />
            <PickField path="auth.clientIn" name="clientIn" options={['body', 'basic']} />
          </div>
          <TextField path="auth.tokenUrl" name="tokenUrl" />
          <TextField path="auth.scope" name="scope" />
          <div className="http-row">
            <PickField path="auth.tokenIn" name="tokenIn" options={PLACES} />
            <TextField path="auth.tokenName" name="placeName" />
            <TextField path="auth.tokenPrefix" name="prefix" />
          </div>
        </>
      )}
    </div>
  );
}
