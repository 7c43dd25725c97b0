import { describe, expect, it } from 'vitest';
import { askingNames, credentialNames } from '#renderer/features/shops/http/auth-fields.ts';

describe('keys for a question from the editor', () => {
  it('are those of the shop where nothing is used up by asking', () => {
    expect(askingNames('hmac', '')).toEqual(credentialNames('hmac', false));
  });

  it('spare a refresh token, which the shop needs afterwards', () => {
    expect(askingNames('oauth2', 'refresh_token')).toEqual(['accessToken']);
    expect(askingNames('oauth2', 'client_credentials')).toEqual(['clientId', 'clientSecret']);
  });
});
