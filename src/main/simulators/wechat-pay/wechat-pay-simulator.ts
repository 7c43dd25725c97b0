import { createVerify, generateKeyPairSync, randomBytes, createSign } from 'node:crypto';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { sendCallback, withFlippedBit } from '../kit/send-callback.ts';
import type { CallbackOutcome } from '../kit/send-callback.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import type { ReceivedRequest } from '../kit/simulator-server.ts';
import { makePlatformKey } from './platform-key.ts';
import type { PlatformKey } from './platform-key.ts';
import { sealResource } from './seal-resource.ts';

export type TradeState = 'NOTPAY' | 'USERPAYING' | 'SUCCESS' | 'REFUND' | 'CLOSED' | 'PAYERROR';

export interface WechatTransaction {
  readonly outTradeNo: string;
  readonly transactionId: string;
  totalFen: number;
  currency: string;
  state: TradeState;
  paidAtMs: number | null;
  refundedFen: number;
}

export interface CallbackOptions {
  /** Times that the very same callback is sent; default 1. */
  readonly times?: number;
  /** The signature's time is so far behind now. */
  readonly lateMs?: number;
  readonly flipByte?: boolean;
  /** `old`: the key before the last change; `stranger`: a key that no certificate vouches for. */
  readonly signedWith?: 'current' | 'old' | 'stranger';
  /** A probe with a signature that must be refused. */
  readonly probe?: boolean;
  /** The callback tells another amount than the books. */
  readonly totalFen?: number;
  readonly mchId?: string;
}

export interface WechatPaySimulator {
  readonly url: string;
  readonly mchId: string;
  readonly apiV3Key: string;
  readonly merchantSerial: string;
  /** PKCS#8 PEM, as the merchant's tool saves it. */
  readonly merchantPrivateKey: string;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  certificate(): string;
  add(transaction: { outTradeNo: string; totalFen: number; currency?: string; state?: TradeState }): WechatTransaction;
  pay(outTradeNo: string): WechatTransaction;
  refund(outTradeNo: string, fen: number): void;
  setState(outTradeNo: string, state: TradeState): void;
  /** Sends the notification of a transaction as it stands. @returns the receiver's answers, one per time */
  notify(url: string, outTradeNo: string, options?: CallbackOptions): Promise<readonly CallbackOutcome[]>;
  notifyRefund(url: string, outTradeNo: string, options?: CallbackOptions): Promise<readonly CallbackOutcome[]>;
  /** The platform signs with another key from now on. */
  rotateKey(): void;
  /** Answers to queries are signed by a key that nobody vouches for, until switched off. */
  signAnswersAsStranger(on: boolean): void;
  close(): Promise<void>;
}

export async function startWechatPaySimulator(options: {
  readonly clock: SimulatorClock;
  readonly port?: number;
}): Promise<WechatPaySimulator> {
  const { clock } = options;
  const mchId = '1900000109';
  const apiV3Key = randomBytes(16).toString('hex');
  const merchantSerial = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1';
  const merchant = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const bornAtMs = clock.nowMs();
  let current = makePlatformKey('2A3B4C5D6E7F0011', bornAtMs);
  let old = current;
  const stranger = makePlatformKey('1111111111111111', bornAtMs);
  let answersAsStranger = false;
  const transactions = new Map<string, WechatTransaction>();
  const faults = createFaultSwitchboard(clock, createSeededRandom(7));
  const requests = createRequestLog();

  const require = (outTradeNo: string): WechatTransaction => {
    const found = transactions.get(outTradeNo);
    if (!found) throw new RangeError(`no transaction ${outTradeNo}`);
    return found;
  };

  const iso = (ms: number): string => `${new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

  const view = (transaction: WechatTransaction, change: CallbackOptions = {}): Record<string, unknown> => ({
    appid: 'wxd678efh567hg6787',
    mchid: change.mchId ?? mchId,
    out_trade_no: transaction.outTradeNo,
    ...(transaction.state === 'NOTPAY' ? {} : { transaction_id: transaction.transactionId }),
    trade_type: 'NATIVE',
    trade_state: transaction.state,
    trade_state_desc: transaction.state === 'SUCCESS' ? '支付成功' : transaction.state,
    bank_type: 'OTHERS',
    attach: '',
    ...(transaction.paidAtMs === null ? {} : { success_time: iso(transaction.paidAtMs) }),
    payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' },
    amount: {
      total: change.totalFen ?? transaction.totalFen,
      payer_total: change.totalFen ?? transaction.totalFen,
      currency: transaction.currency,
      payer_currency: transaction.currency,
    },
  });

  function signed(key: PlatformKey, body: string | Buffer, atMs: number): Record<string, string> {
    const timestamp = String(Math.floor(atMs / 1000));
    const nonce = randomBytes(16).toString('hex');
    const signer = createSign('RSA-SHA256');
    signer.update(`${timestamp}\n${nonce}\n`).update(body).update('\n');
    return {
      'Wechatpay-Timestamp': timestamp,
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Serial': key.serial,
      'Wechatpay-Signature': signer.sign(key.privateKey, 'base64'),
    };
  }

  const answer = (status: number, value: unknown): SimulatorAnswer => {
    const body = JSON.stringify(value);
    return { status, headers: signed(answersAsStranger ? stranger : current, body, clock.nowMs()), body };
  };
  const refusal = (status: number, code: string, message: string) => answer(status, { code, message });

  /** `WECHATPAY2-SHA256-RSA2048 mchid="…",nonce_str="…",…` over method, address, time, nonce and body. */
  function isAuthorised(request: ReceivedRequest): boolean {
    const header = request.headers['authorization'] ?? '';
    if (!header.startsWith('WECHATPAY2-SHA256-RSA2048 ')) return false;
    const field = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(header)?.[1] ?? '';
    if (field('mchid') !== mchId || field('serial_no') !== merchantSerial) return false;
    if (Math.abs(clock.nowMs() - Number(field('timestamp')) * 1000) > 5 * 60_000) return false;
    const query = request.query.toString();
    const address = query === '' ? request.path : `${request.path}?${query}`;
    const check = createVerify('RSA-SHA256');
    check.update(`${request.httpMethod}\n${address}\n${field('timestamp')}\n${field('nonce_str')}\n`);
    check.update(request.rawBody).update('\n');
    return check.verify(merchant.publicKey, field('signature'), 'base64');
  }

  const server = await startSimulatorServer({
    port: options.port ?? 0,
    clock,
    log: requests,
    faults,
    endpoint: {
      operationOf: (request) => (request.path === '/v3/certificates' ? 'certificates' : 'query'),
      vendorFault: (kind, rule) =>
        kind === 'throttle'
          ? refusal(429, rule.code ?? 'FREQUENCY_LIMITED', rule.message ?? '频率超限')
          : refusal(500, rule.code ?? 'SYSTEM_ERROR', rule.message ?? '系统错误'),
      handle(request) {
        if (!isAuthorised(request)) return refusal(401, 'SIGN_ERROR', '签名错误');
        if (request.path === '/v3/certificates') {
          return answer(200, {
            data: [
              {
                serial_no: current.serial,
                encrypt_certificate: sealResource(apiV3Key, current.certificate, 'certificate'),
              },
            ],
          });
        }
        const number = /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/.exec(request.path)?.[1];
        if (number === undefined || request.query.get('mchid') !== mchId)
          return refusal(400, 'PARAM_ERROR', '参数错误');
        const transaction = transactions.get(decodeURIComponent(number));
        return transaction ? answer(200, view(transaction)) : refusal(404, 'ORDER_NOT_EXIST', '订单不存在');
      },
    },
  });

  async function send(
    url: string,
    eventType: string,
    originalType: string,
    resource: unknown,
    how: CallbackOptions,
  ): Promise<readonly CallbackOutcome[]> {
    const key = how.signedWith === 'old' ? old : how.signedWith === 'stranger' ? stranger : current;
    const body = Buffer.from(
      JSON.stringify({
        id: `EV-${randomBytes(12).toString('hex')}`,
        create_time: iso(clock.nowMs()),
        resource_type: 'encrypt-resource',
        event_type: eventType,
        summary: '支付成功',
        resource: sealResource(apiV3Key, JSON.stringify(resource), originalType),
      }),
    );
    const headers = signed(key, body, clock.nowMs() - (how.lateMs ?? 0));
    if (how.probe) headers['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${headers['Wechatpay-Signature']}`;
    const sent = how.flipByte ? withFlippedBit(body) : body;
    const outcomes: CallbackOutcome[] = [];
    for (let time = 0; time < (how.times ?? 1); time += 1)
      outcomes.push(await sendCallback(url, { 'content-type': 'application/json', ...headers }, sent));
    return outcomes;
  }

  return {
    url: server.url,
    mchId,
    apiV3Key,
    merchantSerial,
    merchantPrivateKey: merchant.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    faults,
    requests,
    certificate: () => current.certificate,
    add({ outTradeNo, totalFen, currency = 'CNY', state = 'NOTPAY' }) {
      const transaction: WechatTransaction = {
        outTradeNo,
        transactionId: `42000${String(transactions.size + 1).padStart(20, '0')}`,
        totalFen,
        currency,
        state,
        paidAtMs: state === 'SUCCESS' ? clock.nowMs() : null,
        refundedFen: 0,
      };
      transactions.set(outTradeNo, transaction);
      return transaction;
    },
    pay(outTradeNo) {
      const transaction = require(outTradeNo);
      transaction.state = 'SUCCESS';
      transaction.paidAtMs = clock.nowMs();
      return transaction;
    },
    refund(outTradeNo, fen) {
      const transaction = require(outTradeNo);
      transaction.state = 'REFUND';
      transaction.refundedFen += fen;
    },
    setState(outTradeNo, state) {
      require(outTradeNo).state = state;
    },
    notify: (url, outTradeNo, how = {}) =>
      send(url, 'TRANSACTION.SUCCESS', 'transaction', view(require(outTradeNo), how), how),
    notifyRefund(url, outTradeNo, how = {}) {
      const transaction = require(outTradeNo);
      const resource = {
        mchid: mchId,
        out_trade_no: outTradeNo,
        transaction_id: transaction.transactionId,
        out_refund_no: `R-${outTradeNo}`,
        refund_id: '50000000382019052709732678859',
        refund_status: 'SUCCESS',
        success_time: iso(clock.nowMs()),
        user_received_account: '支付用户零钱',
        amount: {
          total: transaction.totalFen,
          refund: transaction.refundedFen,
          payer_total: transaction.totalFen,
          payer_refund: transaction.refundedFen,
        },
      };
      return send(url, 'REFUND.SUCCESS', 'refund', resource, how);
    },
    rotateKey() {
      old = current;
      current = makePlatformKey('3B4C5D6E7F001122', clock.nowMs());
    },
    signAnswersAsStranger(on) {
      answersAsStranger = on;
    },
    close: () => server.close(),
  };
}
