import { createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import { sendCallback, withFlippedBit } from '../kit/send-callback.ts';
import type { CallbackOutcome } from '../kit/send-callback.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { issueAlipayCertificates } from './alipay-certificates.ts';
import type { AlipayCertificates } from './alipay-certificates.ts';
import { signContent } from './sign-content.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import type { ReceivedRequest } from '../kit/simulator-server.ts';

export type TradeStatus = 'WAIT_BUYER_PAY' | 'TRADE_SUCCESS' | 'TRADE_FINISHED' | 'TRADE_CLOSED';

export interface AlipayTrade {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  /** Decimal yuan, as Alipay writes it. */
  totalAmount: string;
  status: TradeStatus;
  paidAtMs: number | null;
}

export interface NotifyOptions {
  readonly times?: number;
  readonly flipByte?: boolean;
  /** `stranger`: signed by a key that is not Alipay's. */
  readonly signedWith?: 'current' | 'stranger';
  /** Some service-market notifications are signed with `sign_type` kept. */
  readonly keepSignType?: boolean;
  readonly totalAmount?: string;
  readonly sellerId?: string;
  readonly appId?: string;
  /** A notice of money given back. */
  readonly refundFee?: string;
}

export interface AlipaySimulator {
  readonly url: string;
  readonly appId: string;
  readonly sellerId: string;
  readonly appPrivateKey: string;
  readonly alipayPublicKey: string;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  add(trade: { outTradeNo: string; totalAmount: string; status?: TradeStatus }): AlipayTrade;
  pay(outTradeNo: string): AlipayTrade;
  notify(url: string, outTradeNo: string, options?: NotifyOptions): Promise<readonly CallbackOutcome[]>;
  signAnswersAsStranger(on: boolean): void;
  /** Of an application in certificate mode: calls must name them, answers name Alipay's. Null: plain keys. */
  readonly certificates: AlipayCertificates | null;
  /** Alipay signs with a new certificate from now on, of the same authority. */
  renewCertificate(): void;
  close(): Promise<void>;
}

export async function startAlipaySimulator(options: {
  readonly clock: SimulatorClock;
  readonly port?: number;
  /** The application is in certificate mode. */
  readonly withCertificates?: boolean;
}): Promise<AlipaySimulator> {
  const { clock } = options;
  const appId = '2021000000000001';
  const sellerId = '2088531891668739';
  const [application, alipay, stranger] = [rsa(), rsa(), rsa()];
  let answersAsStranger = false;
  const certificates = options.withCertificates
    ? issueAlipayCertificates({
        nowMs: clock.nowMs(),
        appPublicKey: application.publicKey,
        alipayPublicKey: alipay.publicKey,
      })
    : null;
  let answerSerial = certificates?.alipaySerial;
  const trades = new Map<string, AlipayTrade>();
  const faults = createFaultSwitchboard(clock, createSeededRandom(11));
  const requests = createRequestLog();

  const require = (outTradeNo: string): AlipayTrade => {
    const found = trades.get(outTradeNo);
    if (!found) throw new RangeError(`no trade ${outTradeNo}`);
    return found;
  };

  function respond(node: Record<string, unknown>): SimulatorAnswer {
    const text = JSON.stringify(node);
    const key = answersAsStranger ? stranger.privateKey : alipay.privateKey;
    return {
      status: 200,
      headers: { 'content-type': 'text/html;charset=utf-8' },
      body: `{"alipay_trade_query_response":${text},${answerSerial === undefined ? '' : `"alipay_cert_sn":"${answerSerial}",`}"sign":"${signText(key, text)}"}`,
    };
  }

  function isSigned(form: URLSearchParams): boolean {
    const check = createVerify('RSA-SHA256');
    check.update(signContent(Object.fromEntries(form), ['sign']));
    return check.verify(application.publicKey, form.get('sign') ?? '', 'base64');
  }

  /** The words are those that other programs report. */
  function serialFault(form: URLSearchParams): { sub_code: string; sub_msg: string } | null {
    if (!certificates) return null;
    if (form.get('app_cert_sn') !== certificates.appSerial)
      return { sub_code: 'isv.invalid-app-cert-sn', sub_msg: '应用公钥证书序列号不正确' };
    if (form.get('alipay_root_cert_sn') !== certificates.rootSerial)
      return { sub_code: 'isv.invalid-alipay-root-cert-sn', sub_msg: '支付宝根证书序列号不正确' };
    return null;
  }

  function query(request: ReceivedRequest): SimulatorAnswer {
    const form = new URLSearchParams(request.rawBody.toString('utf8'));
    if (form.get('app_id') !== appId)
      return respond({
        code: '40002',
        msg: 'Invalid Arguments',
        sub_code: 'isv.invalid-app-id',
        sub_msg: '无效的AppID参数',
      });
    const wrongSerial = serialFault(form);
    if (wrongSerial) return respond({ code: '40002', msg: 'Invalid Arguments', ...wrongSerial });
    if (form.get('sign_type') !== 'RSA2' || !isSigned(form))
      return respond({
        code: '40002',
        msg: 'Invalid Arguments',
        sub_code: 'isv.invalid-signature',
        sub_msg: '无效签名',
      });
    if (form.get('method') !== 'alipay.trade.query')
      return respond({
        code: '40002',
        msg: 'Invalid Arguments',
        sub_code: 'isv.invalid-method',
        sub_msg: '不存在的方法名',
      });
    const asked = JSON.parse(form.get('biz_content') ?? '{}') as { out_trade_no?: string };
    const trade = trades.get(asked.out_trade_no ?? '');
    if (!trade)
      return respond({ code: '40004', msg: 'Business Failed', sub_code: 'ACQ.TRADE_NOT_EXIST', sub_msg: '交易不存在' });
    return respond({
      code: '10000',
      msg: 'Success',
      buyer_logon_id: 'xud***@126.com',
      buyer_pay_amount: '0.00',
      buyer_user_id: '2088102534368455',
      out_trade_no: trade.outTradeNo,
      total_amount: trade.totalAmount,
      trade_no: trade.tradeNo,
      trade_status: trade.status,
      ...(trade.paidAtMs === null ? {} : { send_pay_date: beijing(trade.paidAtMs) }),
    });
  }

  const server = await startSimulatorServer({
    port: options.port ?? 0,
    clock,
    log: requests,
    faults,
    endpoint: {
      operationOf: () => 'alipay.trade.query',
      vendorFault: (kind, rule) =>
        kind === 'throttle'
          ? respond({
              code: '40006',
              msg: 'Insufficient Permissions',
              sub_code: 'isv.app-call-limited',
              sub_msg: '应用调用次数超限',
            })
          : respond({
              code: rule.code ?? '40004',
              msg: 'Business Failed',
              sub_code: rule.subCode ?? 'ACQ.SYSTEM_ERROR',
              sub_msg: rule.message ?? '系统错误',
            }),
      handle: query,
    },
  });

  return {
    url: `${server.url}/gateway.do`,
    appId,
    sellerId,
    // Alipay's tool gives bare base64.
    appPrivateKey: application.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    alipayPublicKey: alipay.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    faults,
    requests,
    add({ outTradeNo, totalAmount, status = 'WAIT_BUYER_PAY' }) {
      const trade: AlipayTrade = {
        outTradeNo,
        tradeNo: `2026112822001468${String(trades.size + 1).padStart(12, '0')}`,
        totalAmount,
        status,
        paidAtMs: null,
      };
      trades.set(outTradeNo, trade);
      return trade;
    },
    pay(outTradeNo) {
      const trade = require(outTradeNo);
      trade.status = 'TRADE_SUCCESS';
      trade.paidAtMs = clock.nowMs();
      return trade;
    },
    async notify(url, outTradeNo, how = {}) {
      const trade = require(outTradeNo);
      const fields: Record<string, string> = {
        app_id: how.appId ?? appId,
        auth_app_id: appId,
        buyer_id: '2088102534368455',
        charset: 'utf-8',
        fund_bill_list: `[{"amount":"${trade.totalAmount}","fundChannel":"ALIPAYACCOUNT"}]`,
        gmt_create: beijing(clock.nowMs() - 60_000),
        ...(trade.paidAtMs === null ? {} : { gmt_payment: beijing(trade.paidAtMs) }),
        notify_id: randomBytes(17).toString('hex'),
        notify_time: beijing(clock.nowMs()),
        notify_type: 'trade_status_sync',
        out_trade_no: trade.outTradeNo,
        seller_id: how.sellerId ?? sellerId,
        subject: '青瓷 茶杯 & 100% 手工',
        total_amount: how.totalAmount ?? trade.totalAmount,
        trade_no: trade.tradeNo,
        trade_status: trade.status,
        version: '1.0',
        ...(how.refundFee === undefined
          ? {}
          : { refund_fee: how.refundFee, gmt_refund: beijing(clock.nowMs()), out_biz_no: `R-${outTradeNo}` }),
      };
      const key = how.signedWith === 'stranger' ? stranger.privateKey : alipay.privateKey;
      const content = how.keepSignType ? signContent({ ...fields, sign_type: 'RSA2' }, []) : signContent(fields, []);
      const form = new URLSearchParams({ ...fields, sign_type: 'RSA2', sign: signText(key, content) });
      const body = Buffer.from(form.toString());
      const sent = how.flipByte ? withFlippedBit(body) : body;
      const outcomes: CallbackOutcome[] = [];
      for (let time = 0; time < (how.times ?? 1); time += 1)
        outcomes.push(
          await sendCallback(url, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, sent),
        );
      return outcomes;
    },
    certificates,
    renewCertificate() {
      answerSerial = 'f'.repeat(32);
    },
    signAnswersAsStranger(on) {
      answersAsStranger = on;
    },
    close: () => server.close(),
  };
}

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

function signText(key: KeyObject, text: string): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(key, 'base64');
}

const beijing = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
