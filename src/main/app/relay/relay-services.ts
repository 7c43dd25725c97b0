import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { openRelayLine, relayAddressOf } from '#main/app/relay/open-relay-line.ts';
import type { RelayAccess } from '#main/app/relay/open-relay-line.ts';
import { startRelayInbox } from '#main/app/relay/relay-inbox.ts';
import { startRelayLink } from '#main/app/relay/relay-link.ts';
import type { RelayLink } from '#main/app/relay/relay-link.ts';
import { readSecret, saveSecret } from '#main/db/repos/secrets-repo.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import type { MailboxManners } from '#main/lib/relay-messages.ts';
import { readPairingCode } from '#main/lib/relay-pairing.ts';
import { createSealKeys } from '#main/lib/sealed-box.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { Act } from '#main/usecases/actor.ts';
import { addRelay, findRelay, forgetRelay, openMailbox, secretOfRelay } from '#main/usecases/relay/manage-relay.ts';
import { readRelay } from '#main/usecases/relay/read-relay.ts';
import type { RelayLinkState } from '#main/usecases/relay/read-relay.ts';
import type { ConnectedShop, OpenShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { RelayView } from '#shared/contract/relay.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The relay as the procedures see it. */
export interface RelayServices {
  link(): RelayLinkState | null;
  /** @throws AppError ERR_RELAY_CODE_INVALID, ERR_RELAY_ADDRESS_INSECURE, ERR_RELAY_UNREACHABLE, ERR_RELAY_REFUSED, ERR_RELAY_PAIRED_ALREADY */
  pair(act: Act, input: { readonly address: string; readonly code: string }): Promise<RelayView | null>;
  unpair(act: Act): { toldRelay: boolean };
  /** @throws AppError ERR_RELAY_NOT_PAIRED, ERR_RELAY_NO_WEBHOOKS */
  openMailbox(act: Act, shop: ConnectedShop): void;
  /** Begins to hold the connection. */
  start(): void;
  stop(): Promise<void>;
}

const MAILBOX_BYTES = 18;
const Keys = z.object({ key: z.string(), publicKey: z.string(), privateKey: z.string() });

/** What a platform hears that has no wishes of its own. */
const PLAIN_ANSWER = { contentType: 'application/json', body: '{"ok":true}' };

export function createRelayServices(
  context: UseCaseContext,
  sealer: SecretSealer,
  openShop: OpenShop,
  timers: Timers,
): RelayServices {
  let link: RelayLink | null = null;

  const access = (): RelayAccess | null => {
    const relay = findRelay(context.read);
    const secret = relay && readSecret(context.read, sealer, secretOfRelay(relay.id));
    if (!relay || !secret) return null;
    const { key, ...keys } = Keys.parse(JSON.parse(secret));
    return { address: relay.address, pairing: { id: relay.id, key }, keys };
  };

  const mannersOf = (shopId: string): MailboxManners => {
    const { answer = PLAIN_ANSWER, echoParameter = null } = openShop(shopId).connector.pushManners ?? {};
    return { methods: ['POST'], answer: { status: 200, ...answer }, echoParameter };
  };

  return {
    link: () => link?.state() ?? null,
    async pair(act, { address, code }) {
      const pairing = readPairingCode(code);
      if (!pairing) throw new AppError('ERR_RELAY_CODE_INVALID', {});
      if (findRelay(context.read)) throw new AppError('ERR_RELAY_PAIRED_ALREADY', {});
      const wanted = { address: relayAddressOf(address), pairing, keys: createSealKeys() };
      const trial = await openRelayLine(wanted, {
        openSocket: openJsonSocket,
        timers,
        nowMs: () => context.clock.nowMs(),
        onMessage: () => {},
      });
      trial.close();
      addRelay(context, act, { id: pairing.id, address: wanted.address }, (tx, name, nowMs) =>
        saveSecret(tx, sealer, { name, value: JSON.stringify({ key: pairing.key, ...wanted.keys }) }, nowMs),
      );
      return readRelay(context.read, link?.state() ?? null);
    },
    unpair(act) {
      const toldRelay = link?.tellUnpaired() ?? false;
      forgetRelay(context, act);
      return { toldRelay };
    },
    openMailbox: (act, shop) => openMailbox(context, act, shop, randomBytes(MAILBOX_BYTES).toString('base64url')),
    start() {
      const inbox = startRelayInbox(context, openShop, timers);
      link = startRelayLink({ context, timers, openSocket: openJsonSocket, inbox, access, mannersOf });
    },
    async stop() {
      await link?.stop();
    },
  };
}
