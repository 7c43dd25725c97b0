import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest } from '../kit/simulator-server.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { WireObject, WireValue } from '../kit/wire-json.ts';
import { editOrder } from './edit-order.ts';
import { listOrders, pageOfQuery, pagingHeaders, pick } from './list-orders.ts';
import { orderView, refundView } from './order-view.ts';
import { applyRowFaults } from './row-faults.ts';
import { WEBHOOK_ROUTES } from './webhook-routes.ts';
import type { WooContext } from './woo-context.ts';
import type { WooOrder, WooTracking } from './woo-order.ts';
import { invalidParameter, noRoute, unknownOrder } from './woo-refusal.ts';
import { z } from 'zod';

const NewNote = z.object({ note: z.string().min(1), customer_note: z.boolean().optional() });
const NewTracking = z.object({
  tracking_number: z.string().min(1),
  tracking_provider: z.string().optional(),
  custom_tracking_provider: z.string().optional(),
  custom_tracking_link: z.string().optional(),
  date_shipped: z.string().optional(),
});
const BatchBody = z.object({
  update: z.array(
    z.object({ id: z.number(), stock_quantity: z.number().optional(), manage_stock: z.boolean().optional() }),
  ),
});
const MOST_IN_BATCH = 100;

const ok = (value: WireValue, status = 200): SimulatorAnswer => ({ status, body: writeWireJson(value) });

function bodyOf(request: ReceivedRequest): unknown {
  try {
    return JSON.parse(request.rawBody.toString('utf8'));
  } catch {
    throw invalidParameter('body');
  }
}

function pageAnswer(request: ReceivedRequest, rows: readonly WireObject[]): SimulatorAnswer {
  const paging = pageOfQuery(request.query);
  const start = (paging.page - 1) * paging.perPage;
  const page = rows.slice(start, start + paging.perPage).map((row) => pick(row, request.query.get('_fields')));
  return { status: 200, headers: pagingHeaders(request, rows.length, paging), body: writeWireJson(page) };
}

function notes(context: WooContext, order: WooOrder, request: ReceivedRequest): SimulatorAnswer {
  const view = (note: WooOrder['notes'][number]): WireObject => ({
    id: BigInt(note.id),
    author: 'packbench',
    note: note.text,
    customer_note: note.toBuyer,
  });
  if (request.httpMethod === 'GET') {
    const type = request.query.get('type') ?? 'any';
    return ok(order.notes.filter((note) => type === 'any' || note.toBuyer === (type === 'customer')).map(view));
  }
  const body = NewNote.safeParse(bodyOf(request)).data;
  if (!body) throw invalidParameter('note');
  const note = {
    id: context.numbers.next(),
    text: body.note,
    toBuyer: body.customer_note ?? false,
    atMs: context.clock.nowMs(),
  };
  order.notes.push(note);
  return ok(view(note), 201);
}

function trackings(context: WooContext, order: WooOrder, request: ReceivedRequest): SimulatorAnswer {
  if (!context.hasTrackingExtension) throw noRoute();
  const view = (item: WooTracking): WireObject => ({
    tracking_id: item.id,
    tracking_provider: item.provider,
    tracking_link: item.link.replace('%1$s', item.number),
    tracking_number: item.number,
    date_shipped: item.shippedOn,
  });
  if (request.httpMethod === 'GET') return ok(order.trackings.map(view));
  const body = NewTracking.safeParse(bodyOf(request)).data;
  const provider = body?.custom_tracking_provider ?? body?.tracking_provider;
  if (!body || provider === undefined) throw invalidParameter('tracking_provider');
  if (body.custom_tracking_provider !== undefined && body.custom_tracking_link === undefined)
    throw invalidParameter('custom_tracking_link');
  const item = {
    id: context.random.hex(32),
    provider,
    link: body.custom_tracking_link ?? '',
    number: body.tracking_number,
    shippedOn: body.date_shipped ?? new Date(context.clock.nowMs()).toISOString().slice(0, 10),
  };
  order.trackings.push(item);
  return ok(view(item), 201);
}

function products(context: WooContext, request: ReceivedRequest): SimulatorAnswer {
  const skus = (request.query.get('sku') ?? '').split(',').filter((sku) => sku !== '');
  const found = skus.length === 0 ? context.shelf.all() : skus.flatMap((sku) => context.shelf.ofSku(sku) ?? []);
  const rows = found.map((product) => ({
    id: BigInt(product.id),
    name: product.name,
    type: 'variation',
    parent_id: BigInt(product.parentId),
    sku: product.sku,
    manage_stock: product.manageStock,
    stock_quantity: product.stockQuantity,
  }));
  return pageAnswer(request, rows);
}

/** Each member succeeds or fails by itself, inside HTTP 200. */
function batch(context: WooContext, parentId: string, request: ReceivedRequest): SimulatorAnswer {
  const body = BatchBody.safeParse(bodyOf(request)).data;
  if (!body) throw invalidParameter('update');
  if (body.update.length > MOST_IN_BATCH) throw invalidParameter('update');
  const update = body.update.map((change): WireObject => {
    const product = context.shelf.ofId(String(change.id));
    if (!product || product.parentId !== parentId) {
      const error = {
        code: 'woocommerce_rest_product_variation_invalid_id',
        message: 'Invalid ID.',
        data: { status: 404 },
      };
      return { id: change.id, error };
    }
    product.manageStock = change.manage_stock ?? product.manageStock;
    if (product.manageStock && change.stock_quantity !== undefined) {
      product.stockQuantity = change.stock_quantity;
      product.writes += 1;
    }
    return {
      id: change.id,
      sku: product.sku,
      manage_stock: product.manageStock,
      stock_quantity: product.stockQuantity,
    };
  });
  return ok({ update });
}

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly operation: string;
  answer(context: WooContext, request: ReceivedRequest, parts: Readonly<Record<string, string>>): SimulatorAnswer;
}

function ofOrder(
  answer: (context: WooContext, order: WooOrder, request: ReceivedRequest) => SimulatorAnswer,
): Route['answer'] {
  return (context, request, { id = '' }) => {
    const order = context.store.get(id);
    if (!order) throw unknownOrder();
    return answer(context, order, request);
  };
}

const edit = ofOrder((context, order, request) => {
  editOrder(context, order, bodyOf(request));
  return ok(orderView(order));
});

export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/?$/,
    operation: 'index',
    answer: (context, request) => {
      const site = { name: context.siteName, description: '', url: '', namespaces: ['wp/v2', 'wc/v3'] };
      return ok(pick(site, request.query.get('_fields')));
    },
  },
  {
    method: 'GET',
    path: /^\/wc\/v3\/orders$/,
    operation: 'orders.list',
    answer: (context, request) => listOrders(request, context),
  },
  {
    method: 'GET',
    path: /^\/wc\/v3\/orders\/(?<id>\d+)$/,
    operation: 'orders.get',
    answer: ofOrder((context, order, request) => {
      const [view = {}] = applyRowFaults([orderView(order)], 'orders.get', context);
      return ok(pick(view, request.query.get('_fields')));
    }),
  },
  { method: 'PUT', path: /^\/wc\/v3\/orders\/(?<id>\d+)$/, operation: 'orders.update', answer: edit },
  { method: 'POST', path: /^\/wc\/v3\/orders\/(?<id>\d+)$/, operation: 'orders.update', answer: edit },
  {
    method: 'GET',
    path: /^\/wc\/v3\/orders\/(?<id>\d+)\/refunds$/,
    operation: 'refunds.list',
    answer: ofOrder((_context, order, request) =>
      pageAnswer(
        request,
        order.refunds.map((refund) => refundView(order, refund)),
      ),
    ),
  },
  { method: 'GET', path: /^\/wc\/v3\/orders\/(?<id>\d+)\/notes$/, operation: 'notes.list', answer: ofOrder(notes) },
  { method: 'POST', path: /^\/wc\/v3\/orders\/(?<id>\d+)\/notes$/, operation: 'notes.create', answer: ofOrder(notes) },
  {
    method: 'GET',
    path: /^\/wc-shipment-tracking\/v3\/orders\/(?<id>\d+)\/shipment-trackings$/,
    operation: 'trackings.list',
    answer: ofOrder(trackings),
  },
  {
    method: 'POST',
    path: /^\/wc-shipment-tracking\/v3\/orders\/(?<id>\d+)\/shipment-trackings$/,
    operation: 'trackings.create',
    answer: ofOrder(trackings),
  },
  { method: 'GET', path: /^\/wc\/v3\/products$/, operation: 'products.list', answer: products },
  {
    method: 'POST',
    path: /^\/wc\/v3\/products\/(?<parent>\d+)\/variations\/batch$/,
    operation: 'products.batch',
    answer: (context, request, { parent = '' }) => batch(context, parent, request),
  },
  ...WEBHOOK_ROUTES,
];
