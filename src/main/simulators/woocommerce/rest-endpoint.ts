import type { FaultRule } from '../kit/fault-switchboard.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { ROUTES } from './order-routes.ts';
import type { WooContext } from './woo-context.ts';
import { noRoute, WooRefusal } from './woo-refusal.ts';

export interface RestEndpointOptions {
  readonly context: WooContext;
  /** `plain` sites have no `/wp-json`: the route is a parameter of the front page. */
  readonly permalinks: 'pretty' | 'plain';
  checkKey(request: ReceivedRequest): void;
}

const WP_JSON = '/wp-json';

const json = (status: number, body: unknown): SimulatorAnswer => ({ status, body: JSON.stringify(body) });

/** What the theme shows for an address that nobody knows. */
const themePage = (): SimulatorAnswer => ({
  status: 404,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!DOCTYPE html><html><body><h1>Page not found</h1></body></html>',
});

/** The REST API behind WordPress's two ways of addressing it. */
export function createRestEndpoint({ context, permalinks, checkKey }: RestEndpointOptions): SimulatorEndpoint {
  /** `/wc/v3/orders`; undefined for an address that is not of the API. The parameter works on every site. */
  function routePath(request: ReceivedRequest): string | undefined {
    const parameter = request.query.get('rest_route');
    if (parameter !== null) return parameter;
    if (permalinks === 'plain' || !request.path.startsWith(WP_JSON)) return undefined;
    return request.path.slice(WP_JSON.length);
  }

  function find(request: ReceivedRequest) {
    const path = routePath(request);
    if (path === undefined) return undefined;
    const matching = ROUTES.filter((route) => route.path.test(path));
    const route = matching.find((each) => each.method === request.httpMethod);
    return { route, parts: route?.path.exec(path)?.groups ?? {} };
  }

  return {
    operationOf: (request) => find(request)?.route?.operation ?? 'unknown',
    handle(request) {
      const found = find(request);
      if (!found) return themePage();
      try {
        if (!found.route) throw noRoute();
        // The index answers to everybody.
        if (found.route.operation !== 'index') checkKey(request);
        return found.route.answer(context, request, found.parts);
      } catch (error) {
        if (!(error instanceof WooRefusal)) throw error;
        return json(error.status, { code: error.code, message: error.message, data: { status: error.status } });
      }
    },
    vendorFault(kind: 'throttle' | 'error-body', rule: FaultRule): SimulatorAnswer {
      // Core never throttles; hosts and security plugins do, in WordPress's form.
      if (kind === 'throttle') {
        const body = {
          code: rule.code ?? 'too_many_requests',
          message: rule.message ?? 'Too many requests',
          data: { status: 429 },
        };
        return { ...json(429, body), headers: { 'retry-after': String(rule.retryAfterS ?? 1) } };
      }
      const status = Number(rule.subCode ?? 500);
      return json(200, {
        code: rule.code ?? 'internal_server_error',
        message: rule.message ?? 'There has been a critical error',
        data: { status },
      });
    },
  };
}
