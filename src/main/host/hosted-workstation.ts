import type { Services } from '#main/app/services.ts';
import type { Sessions, VerifiedToken } from '#main/rpc/session.ts';
import type { ServedRouter } from '#main/rpc/wire-server.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';

/** One request of a channel at its push address, byte for byte. */
export interface PushDelivery {
  readonly method: 'GET' | 'POST';
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What a host needs of the running product, whichever way it was put together. */
export interface HostedWorkstation {
  readonly router: ServedRouter;
  readonly services: Services;
  readonly sessions: Sessions;
  readonly log: UseCaseLog;
  /** The token of an integration; null when it is unknown or revoked. */
  verifyToken(token: string): VerifiedToken | null;
  /**
   * Settles after commit, with what the platform wants to hear; `answer: null`: HTTP 200 will do.
   * @throws AppError as the use case says: its status is the answer to the platform
   */
  receivePush(
    shopId: string,
    delivery: PushDelivery,
  ): Promise<{ readonly answer: { readonly contentType: string; readonly body: string } | null }>;
  /** One callback of a payment provider: settles after commit with the words that the provider wants, also for what is refused. */
  receivePayment(
    accountId: string,
    delivery: Pick<PushDelivery, 'headers' | 'body'>,
  ): Promise<{ readonly answer: { readonly status: number; readonly contentType: string; readonly body: string } }>;
  /** Tells the product under which origin its host listens: webhooks come there. */
  listensAt(origin: string): void;
  /** Lets work in hand finish, closes the database. */
  stop(): Promise<void>;
}
