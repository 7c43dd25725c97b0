import { startAlipaySimulator } from '#main/simulators/alipay/alipay-simulator.ts';
import { startOwnPaymentsSimulator } from '#main/simulators/own-payments/own-payments-simulator.ts';
import { startWechatPaySimulator } from '#main/simulators/wechat-pay/wechat-pay-simulator.ts';
import type { DemoTillId } from '#shared/contract/demo-payments.ts';
import { decimalText } from '#main/simulators/kit/decimal-text.ts';
import type { SimulatorClock } from '#main/simulators/kit/simulator-clock.ts';
import type { SimulatedTill } from './simulated-till.ts';

const STARTS: Readonly<Record<DemoTillId, (clock: SimulatorClock) => Promise<SimulatedTill>>> = {
  'wechat-pay': startWechatTill,
  alipay: startAlipayTill,
  hmac: startOwnTill,
};

/** Starts a payment provider on a loopback port of its own, with new keys. */
export function startSimulatedTill(id: DemoTillId, clock: SimulatorClock): Promise<SimulatedTill> {
  return STARTS[id](clock);
}

async function startWechatTill(clock: SimulatorClock): Promise<SimulatedTill> {
  const wechat = await startWechatPaySimulator({ clock });
  return {
    id: 'wechat-pay',
    access: () => ({
      config: { mchId: wechat.mchId, apiBaseUrl: wechat.url },
      credentials: {
        apiV3Key: wechat.apiV3Key,
        merchantSerial: wechat.merchantSerial,
        merchantPrivateKey: wechat.merchantPrivateKey,
        platformCertificates: wechat.certificate(),
      },
    }),
    operation: 'query',
    faults: wechat.faults,
    requests: wechat.requests,
    pay({ number, amountMinor }) {
      wechat.add({ outTradeNo: number, totalFen: amountMinor });
      wechat.pay(number);
    },
    async notify(url, number, { isForged, toldMinor }) {
      const signedWith = isForged ? 'stranger' : 'current';
      return only(await wechat.notify(url, number, { signedWith, totalFen: toldMinor }));
    },
    close: () => wechat.close(),
  };
}

async function startAlipayTill(clock: SimulatorClock): Promise<SimulatedTill> {
  const alipay = await startAlipaySimulator({ clock });
  return {
    id: 'alipay',
    access: () => ({
      config: { alipayAppId: alipay.appId, sellerId: alipay.sellerId, alipayGatewayUrl: alipay.url },
      credentials: { appPrivateKey: alipay.appPrivateKey, alipayPublicKey: alipay.alipayPublicKey },
    }),
    operation: 'alipay.trade.query',
    faults: alipay.faults,
    requests: alipay.requests,
    pay({ number, amountMinor }) {
      alipay.add({ outTradeNo: number, totalAmount: decimalText(amountMinor) });
      alipay.pay(number);
    },
    async notify(url, number, { isForged, toldMinor }) {
      const signedWith = isForged ? 'stranger' : 'current';
      return only(await alipay.notify(url, number, { signedWith, totalAmount: decimalText(toldMinor) }));
    },
    close: () => alipay.close(),
  };
}

async function startOwnTill(clock: SimulatorClock): Promise<SimulatedTill> {
  const own = await startOwnPaymentsSimulator({ clock });
  return {
    id: 'hmac',
    access: () => ({
      config: { merchantId: own.merchant, paymentQueryUrl: own.queryUrl },
      credentials: { callbackSecret: own.secret },
    }),
    operation: 'query',
    faults: own.faults,
    requests: own.requests,
    pay(payment) {
      own.add(payment);
      own.pay(payment.number);
    },
    notify: (url, number, { isForged, toldMinor }) =>
      own.notify(url, number, { signedWith: isForged ? 'stranger' : 'current', amountMinor: toldMinor }),
    close: () => own.close(),
  };
}

function only<T>(outcomes: readonly T[]): T {
  const [first] = outcomes;
  if (first === undefined) throw new RangeError('no callback was sent');
  return first;
}
