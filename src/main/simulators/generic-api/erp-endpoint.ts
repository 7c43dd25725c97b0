import type { ChannelBookkeeper } from '../kit/channel-books.ts';
import type { FaultRule, FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { applyRowFaults } from '../kit/row-faults.ts';
import type { SeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { driftRows } from '../kit/timed-store.ts';
import type { TimedStore } from '../kit/timed-store.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { WireObject } from '../kit/wire-json.ts';
import { isAllowed } from './erp-auth.ts';
import type { ErpAuthKind, ErpKeys, ErpTokens } from './erp-auth.ts';
import { listPage } from './erp-lists.ts';
import type { ErpPagingKind } from './erp-lists.ts';
import { blockReasonOf, orderView, refundView } from './erp-order.ts';
import type { ErpOrder, ErpRefund } from './erp-order.ts';
import { writeXml } from './write-xml.ts';

export interface ErpEndpointOptions {
  readonly clock: SimulatorClock;
  readonly lifeClock: SimulatorClock;
  readonly orders: TimedStore<ErpOrder>;
  readonly refunds: TimedStore<ErpRefund>;
  readonly stock: Map<string, number>;
  readonly books: ChannelBookkeeper;
  readonly faults: FaultSwitchboard;
  readonly random: SeededRandom;
  readonly format: 'json' | 'xml';
  readonly auth: ErpAuthKind;
  readonly paging: ErpPagingKind;
  readonly keys: ErpKeys;
  readonly tokens: ErpTokens;
  origin(): string;
  /** New access for a grant; undefined where the grant is not good. */
  issue(form: URLSearchParams): WireObject | undefined;
  changed(order: ErpOrder): void;
}

const PLACES = {
  statusMember: 'stateCode',
  unknownStatus: '77',
  identifiers: new Set(['orderNo', 'article', 'trackingNo']),
} as const;

/** The imaginary ERP's routes: `/api/orders`, `/api/orders/<no>`, `/api/shipments`, `/api/stock`, `/api/refunds`, `/oauth/token`. */
export function createErpEndpoint(options: ErpEndpointOptions): SimulatorEndpoint {
  const answer = (status: number, value: WireObject, headers: Readonly<Record<string, string>> = {}): SimulatorAnswer =>
    options.format === 'xml'
      ? {
          status,
          headers: { 'content-type': 'application/xml; charset=utf-8', ...headers },
          body: writeXml('response', value),
        }
      : { status, headers, body: writeWireJson(value) };
  const refuse = (status: number, code: string, message: string): SimulatorAnswer =>
    answer(status, { ok: false, error: { code, message } });

  function list(request: ReceivedRequest): SimulatorAnswer {
    const page = listPage(options.orders, options.paging, request, options.origin());
    const rows = applyRowFaults(page.rows.map(orderView), 'orders.list', options, PLACES);
    const drift = options.faults.draw('drift', 'orders.list');
    if (drift)
      driftRows(page.query, {
        store: options.orders,
        pageSize: page.size,
        rows: drift.rows ?? 1,
        nowMs: options.clock.nowMs(),
      });
    return answer(
      200,
      { ok: true, ...page.about, orders: options.format === 'xml' ? { order: rows } : rows },
      page.headers,
    );
  }

  function one(id: string): SimulatorAnswer {
    const order = options.orders.get(id);
    if (!order) return refuse(404, 'no_such_order', `no order ${id}`);
    const [row = {}] = applyRowFaults([orderView(order)], 'orders.get', options, PLACES);
    return answer(200, { ok: true, order: row });
  }

  function ship(request: ReceivedRequest): SimulatorAnswer {
    const report = readReport(request.rawBody.toString('utf8'), options.format);
    const order = options.orders.get(report.orderNo);
    const atMs = options.clock.nowMs();
    const noted = { externalNumber: report.orderNo, trackingNumber: report.trackingNo };
    const reason = order ? blockReasonOf(order) : 'unknown';
    if (!order || reason !== undefined) {
      options.books.noteRefusal({ ...noted, code: 'not_shippable', atMs });
      return refuse(409, 'not_shippable', reason ?? 'unknown');
    }
    order.deliveries.push({ ...report, rows: report.rows });
    order.state = report.rows.length > 0 && report.rows.length < order.items.length ? '30' : '40';
    options.books.noteShipment({
      ...noted,
      carrier: report.carrier,
      lineNumbers: report.rows.map((row) => row.rowNo),
      firstAcceptedAtMs: atMs,
      shippedAgainst: undefined,
    });
    options.changed(order);
    return answer(200, { ok: true });
  }

  function setStock(request: ReceivedRequest): SimulatorAnswer {
    const body = request.rawBody.toString('utf8');
    const article = memberOf(body, 'article');
    const units = Number(memberOf(body, 'units'));
    if (!options.stock.has(article)) return refuse(404, 'no_such_article', `no article ${article}`);
    if (!Number.isInteger(units) || units < 0) return refuse(400, 'bad_units', 'units must be a whole number');
    options.stock.set(article, units);
    return answer(200, { ok: true });
  }

  function token(request: ReceivedRequest): SimulatorAnswer {
    const issued = options.issue(new URLSearchParams(request.rawBody.toString('utf8')));
    const body = issued ?? { error: 'invalid_grant', error_description: 'the grant is not good' };
    return { status: issued ? 200 : 400, body: writeWireJson(body) };
  }

  const orderPath = /^\/api\/orders\/([^/]+)$/;
  return {
    operationOf({ path, httpMethod }) {
      if (path === '/oauth/token') return 'token';
      if (path === '/api/orders') return 'orders.list';
      if (orderPath.test(path)) return 'orders.get';
      if (path === '/api/shipments' && httpMethod === 'POST') return 'shipments.create';
      if (path === '/api/stock') return 'stock.set';
      return path === '/api/refunds' ? 'refunds.list' : 'unknown';
    },
    handle(request, operation) {
      if (operation === 'token') return token(request);
      if (!isAllowed(options.auth, { ...options, request })) return refuse(401, 'not_allowed', 'who are you?');
      if (operation === 'orders.list') return list(request);
      if (operation === 'orders.get') return one(decodeURIComponent(orderPath.exec(request.path)?.[1] ?? ''));
      if (operation === 'shipments.create') return ship(request);
      if (operation === 'stock.set') return setStock(request);
      if (operation === 'refunds.list') {
        const page = listPage(options.refunds, options.paging, request, options.origin());
        const rows = page.rows.map(refundView);
        return answer(
          200,
          { ok: true, ...page.about, refunds: options.format === 'xml' ? { refund: rows } : rows },
          page.headers,
        );
      }
      return refuse(404, 'no_such_route', request.path);
    },
    vendorFault(kind: 'throttle' | 'error-body', rule: FaultRule) {
      const fallback = kind === 'throttle' ? 'too_fast' : 'internal';
      const body = { ok: false, error: { code: rule.code ?? fallback, message: rule.message ?? 'try again later' } };
      return answer(200, body, kind === 'throttle' ? { 'retry-after': String(rule.retryAfterS ?? 1) } : {});
    },
  };
}

interface Report {
  readonly orderNo: string;
  readonly trackingNo: string;
  readonly carrier: string;
  readonly requestId: string;
  readonly rows: readonly { readonly rowNo: string; readonly qty: number }[];
}

function readReport(body: string, format: 'json' | 'xml'): Report {
  const head = {
    orderNo: memberOf(body, 'orderNo'),
    trackingNo: memberOf(body, 'trackingNo'),
    carrier: memberOf(body, 'carrier'),
    requestId: memberOf(body, 'requestId'),
  };
  const parts =
    format === 'xml' ? [...body.matchAll(/<row>(.*?)<\/row>/gs)] : [...body.matchAll(/\{[^{}]*"rowNo"[^{}]*\}/g)];
  const rows = parts.map(([part]) => ({ rowNo: memberOf(part, 'rowNo'), qty: Number(memberOf(part, 'qty')) }));
  return { ...head, rows };
}

/** The first member of this name in a small JSON or XML text. */
function memberOf(text: string, name: string): string {
  const json = new RegExp(`"${name}"\\s*:\\s*(?:"([^"]*)"|([\\d.]+))`).exec(text);
  const xml = new RegExp(`<${name}>([^<]*)</${name}>`).exec(text);
  return json?.[1] ?? json?.[2] ?? xml?.[1] ?? '';
}
