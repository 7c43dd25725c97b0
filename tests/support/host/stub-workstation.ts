import type { HostedWorkstation, PushDelivery } from '#main/host/hosted-workstation.ts';
import type { VerifiedToken } from '#main/rpc/session.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createStubServing } from '#tests/support/rpc/stub-serving.ts';
import type { StubBooks } from '#tests/support/rpc/stub-serving.ts';

/** Tokens that the stub knows. */
export const STUB_TOKENS = { read: 'pbk_read_token', operate: 'pbk_operate_token', admin: 'pbk_admin_token' } as const;

export interface StubWorkstation extends HostedWorkstation {
  readonly books: StubBooks;
  readonly pushes: { readonly shopId: string; readonly delivery: PushDelivery }[];
  stopped: boolean;
}

/** The product as a host sees it, without the product. */
export function createStubWorkstation(): StubWorkstation {
  const { router, services, sessions, log, books } = createStubServing();
  const tokens = new Map<string, VerifiedToken>(
    Object.entries(STUB_TOKENS).map(([scope, token]) => [
      token,
      { id: `token-${scope}`, name: `${scope} script`, scope } as VerifiedToken,
    ]),
  );
  return {
    router,
    services,
    log,
    books,
    sessions,
    pushes: [],
    stopped: false,
    verifyToken: (token) => tokens.get(token) ?? null,
    async receivePush(shopId, delivery) {
      if (shopId === 'unknown') throw new AppError('ERR_HOST_NOT_FOUND');
      if (delivery.headers['x-signature'] === 'bad')
        throw new AppError('ERR_CHANNEL_SIGNATURE_INVALID', { reason: 'mismatch' });
      if (delivery.headers['x-signature'] === 'crash') throw new Error('secret path /home/packer');
      this.pushes.push({ shopId, delivery });
      const echo = delivery.query['echo'];
      return { answer: echo === undefined ? null : { contentType: 'text/plain', body: echo } };
    },
    receivePayment: () => Promise.reject(new AppError('ERR_PAYMENT_ACCOUNT_UNKNOWN')),
    listensAt() {},
    async stop() {
      this.stopped = true;
    },
  };
}
