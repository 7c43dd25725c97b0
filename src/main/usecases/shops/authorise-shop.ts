import type { AnswerFault } from '#main/plugins/channels/authorise-address.ts';
import type { Authorisation, ChannelConnector, ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { checkSettings } from '#main/usecases/check-settings.ts';
import type { CredentialStore, Settings } from '#main/usecases/plugin-account.ts';
import type { PendingAuthorisations } from '#main/usecases/shops/pending-authorisations.ts';
import { forgetSellers } from '#main/usecases/shops/push-sellers.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Time to sign in at the platform, find the second factor and agree. */
const ANSWER_MS = 30 * 60_000;

export interface AuthoriseServices extends CredentialStore {
  findChannel(id: string): ChannelConnector | undefined;
  trialContext(config: unknown, credentials: unknown): ChannelContext;
  readonly authorisations: PendingAuthorisations;
}

interface AuthoriseInput {
  readonly channelId: string;
  /** Of a shop that is connected already; its new credentials are stored at once. */
  readonly shopId: string | null;
  readonly config: Settings;
  readonly credentials: Settings;
  /** As it stands in the platform's console. */
  readonly redirectUri: string;
}

/** The page on which the seller lets the app in. @throws AppError ERR_CHANNEL_UNKNOWN, ERR_CHANNEL_AUTHORISE_UNSUPPORTED, ERR_HOST_INPUT_INVALID */
export function authorisePage(services: AuthoriseServices, input: AuthoriseInput): { address: string; state: string } {
  const { authorisation, context } = prepare(services, input);
  const state = services.authorisations.ask(input);
  return { address: authorisation.address(context, { redirectUri: input.redirectUri, state }), state };
}

/**
 * Exchanges the code that the page handed over; `answer` is the code, or the whole address to which the browser was sent.
 * @returns the credentials for a form, or null where they were stored with their shop
 * @throws AppError ERR_CHANNEL_AUTHORISE_ANSWER where the answer belongs to another question, came before or bears no code,
 * ERR_CHANNEL_AUTHORISE_LATE, ERR_CHANNEL_AUTHORISE_FORGED, and what the exchange answers
 */
export async function exchangeCode(
  context: UseCaseContext,
  services: AuthoriseServices,
  act: Act,
  input: AuthoriseInput & { readonly answer: string; readonly state: string },
): Promise<Settings | null> {
  const { authorisation, context: channel } = prepare(services, input);
  const nowMs = context.clock.nowMs();
  const askedAtMs = services.authorisations.find(input.state, input);
  if (askedAtMs === null) throw refusedAnswer('other_state');
  if (nowMs - askedAtMs > ANSWER_MS) throw refusedAnswer('late');
  const answer = readAnswer(input.answer, input.state);
  if (authorisation.checkAnswer) {
    if (!answer.query) throw refusedAnswer('address_needed');
    const fault = authorisation.checkAnswer(channel, answer.query, { atMs: askedAtMs, nowMs });
    if (fault) throw refusedAnswer(fault);
  }
  const exchanged = await authorisation.exchange(channel, answer.code, input.redirectUri);
  // Where nobody knows whether the platform heard it, the same answer may be sent again: the platform takes its code once.
  const isUnsettled = !exchanged.ok && ['retry', 'unknown_outcome'].includes(exchanged.failure.kind);
  if (!isUnsettled) services.authorisations.close(input.state);
  if (!exchanged.ok) {
    const { code: errorCode, vendorCode, vendorText } = exchanged.failure;
    throw new AppError(errorCode, { vendorCode, vendorText });
  }
  const credentials = exchanged.value as Settings;
  const { shopId } = input;
  if (shopId === null) return credentials;
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    services.saveCredentials(tx, shopId, credentials);
    forgetSellers(tx, shopId);
    tx.prepare<[number, string]>('UPDATE shops SET updated_at_ms = ? WHERE id = ?').run(atMs, shopId);
    tx.prepare<[string]>("UPDATE sync_cursors SET failure_json = NULL WHERE shop_id = ? AND stream = 'access'").run(
      shopId,
    );
    recordAudit(tx, { atMs, act, what: 'shop.authorise', target: shopId });
    tx.changed('shops');
  });
  return null;
}

/** @throws AppError ERR_CHANNEL_AUTHORISE_ANSWER */
function readAnswer(pasted: string, state: string): { code: string; query: URLSearchParams | null } {
  const text = pasted.trim();
  if (!/^https?:/i.test(text)) {
    if (/^\S{4,400}$/.test(text)) return { code: text, query: null };
    throw refusedAnswer('no_code');
  }
  const query = URL.canParse(text) ? new URL(text).searchParams : new URLSearchParams();
  const given = query.get('state');
  if (given !== null && given !== state) throw refusedAnswer('other_state');
  const code = query.get('code') ?? '';
  if (code === '') throw refusedAnswer('no_code');
  return { code, query };
}

function refusedAnswer(reason: AnswerFault): AppError {
  if (reason === 'late') return new AppError('ERR_CHANNEL_AUTHORISE_LATE', {});
  const isForged = reason === 'wrong_signature' || reason === 'other_shop';
  return new AppError(isForged ? 'ERR_CHANNEL_AUTHORISE_FORGED' : 'ERR_CHANNEL_AUTHORISE_ANSWER', { reason });
}

/** The token is what is asked for: it may still be missing. */
function prepare(
  services: AuthoriseServices,
  input: AuthoriseInput,
): { authorisation: Authorisation; context: ChannelContext } {
  const channel = services.findChannel(input.channelId);
  if (!channel) throw new AppError('ERR_CHANNEL_UNKNOWN', { channel: input.channelId });
  const { authorisation } = channel;
  if (!authorisation) throw new AppError('ERR_CHANNEL_AUTHORISE_UNSUPPORTED', { channel: input.channelId });
  const stored = input.shopId === null ? {} : services.storedCredentials(input.shopId);
  const given = Object.fromEntries(
    Object.entries(input.credentials).filter(([, value]) => value !== '' && value !== null),
  );
  const credentials = { [authorisation.tokenField]: 'asked for', ...stored, ...given };
  const context = services.trialContext(
    checkSettings(channel.configSchema, input.config),
    checkSettings(channel.credentialsSchema, credentials),
  );
  const entered: Settings = { ...credentials, ...input.config };
  const missing = authorisation.needs?.find((field) => (entered[field] ?? '') === '');
  if (missing !== undefined) throw new AppError('ERR_HOST_INPUT_INVALID', { field: missing, reason: 'needed' });
  return { authorisation, context };
}
