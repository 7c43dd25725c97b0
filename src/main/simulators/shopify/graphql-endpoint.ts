import { GraphQLError, execute, parse, validate } from 'graphql';
import type { DocumentNode, OperationDefinitionNode } from 'graphql';
import { z } from 'zod';
import type { FaultRule } from '../kit/fault-switchboard.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { adminSchema } from './admin-schema.ts';
import { servedVersion } from './api-versions.ts';
import type { CostBucket, ThrottleStatus } from './cost-bucket.ts';
import { actualCost, requestedCost } from './query-cost.ts';
import { applyResultFaults } from './result-faults.ts';
import { createRootResolvers } from './root-resolvers.ts';
import type { ShopifyContext } from './shopify-context.ts';

export interface GraphqlEndpointOptions {
  readonly context: ShopifyContext;
  readonly bucket: CostBucket;
  readonly maximumQueryCost: number;
  isValidToken(accessToken: string): boolean;
  /** Why what is called is deprecated, where it is announced. */
  deprecation(): string | undefined;
}

const RequestBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});
type RequestBody = z.infer<typeof RequestBody>;

const PATH = /^\/admin\/api\/(?:(?<version>[^/]+)\/)?graphql\.json$/;
const PARSED_DOCUMENTS = 100;

interface Parsed {
  readonly document: DocumentNode;
  readonly problems: readonly GraphQLError[];
}

/** Documents repeat; parsing and validating each one once keeps the simulator out of the way of a benchmark. */
function createParser(): (query: string) => Parsed {
  const known = new Map<string, Parsed>();
  return (query) => {
    const before = known.get(query);
    if (before) return before;
    const document = parse(query);
    const parsed = { document, problems: validate(adminSchema, document) };
    if (known.size >= PARSED_DOCUMENTS) known.clear();
    known.set(query, parsed);
    return parsed;
  };
}

function operationIn(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((each) => each.kind === 'OperationDefinition');
  return name ? operations.find((each) => each.name?.value === name) : operations[0];
}

/** The first root field names the operation for faults and logs: `orders`, `fulfillmentCreate` ... */
function rootField(operation: OperationDefinitionNode | undefined): string {
  const first = operation?.selectionSet.selections[0];
  return first?.kind === 'Field' ? first.name.value : 'unknown';
}

function readBody(request: ReceivedRequest): RequestBody | undefined {
  try {
    return RequestBody.safeParse(JSON.parse(request.rawBody.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** GraphQL Admin over HTTP: token, version, cost bucket, execution. */
export function createGraphqlEndpoint(options: GraphqlEndpointOptions): SimulatorEndpoint {
  const { context, bucket } = options;
  const parseCached = createParser();
  const rootValue = createRootResolvers(context);
  let requests = 0;

  const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): SimulatorAnswer => ({
    status,
    headers: { 'x-request-id': `sim-${(requests += 1)}`, ...headers },
    body: JSON.stringify(body),
  });
  const costOf = (requested: number, actual: number | null, status: ThrottleStatus) => ({
    cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: status },
  });

  function throttled(requested: number, status: ThrottleStatus) {
    return {
      errors: [
        {
          message: 'Throttled',
          extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
        },
      ],
      extensions: costOf(requested, null, status),
    };
  }

  function tooExpensive(cost: number) {
    const limit = options.maximumQueryCost;
    const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${limit}).`;
    return { errors: [{ message, extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: limit } }] };
  }

  async function run(body: RequestBody): Promise<unknown> {
    let parsed: Parsed;
    try {
      parsed = parseCached(body.query);
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error.toJSON()] };
      throw error;
    }
    const { document, problems } = parsed;
    if (problems.length > 0) return { errors: problems.map((problem) => problem.toJSON()) };
    const operation = operationIn(document, body.operationName);
    if (!operation) return { errors: [{ message: 'No operation found' }] };
    return charge(document, operation, body);
  }

  async function charge(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    body: RequestBody,
  ): Promise<unknown> {
    const variables = body.variables ?? {};
    const requested = requestedCost(document, operation, variables, adminSchema);
    if (requested > options.maximumQueryCost) return tooExpensive(requested);
    if (!bucket.take(requested)) return throttled(requested, bucket.status());
    const result = await execute({
      schema: adminSchema,
      document,
      rootValue,
      variableValues: variables,
      ...(body.operationName ? { operationName: body.operationName } : {}),
    });
    const used = Math.min(requested, actualCost(document, operation, result.data, adminSchema));
    bucket.giveBack(requested - used);
    return {
      ...(result.data === undefined
        ? {}
        : { data: applyResultFaults(result.data, rootField(operation), context.faults) }),
      ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
      extensions: costOf(requested, used, bucket.status()),
    };
  }

  return {
    operationOf(request) {
      try {
        const body = readBody(request);
        return body ? rootField(operationIn(parseCached(body.query).document, body.operationName)) : 'unknown';
      } catch {
        return 'unknown';
      }
    },
    async handle(request) {
      const path = PATH.exec(request.path);
      const version = path ? servedVersion(path.groups?.['version']) : undefined;
      if (version === undefined || request.httpMethod !== 'POST') return json(404, { errors: 'Not Found' });
      const deprecation = options.deprecation();
      const headers = {
        'x-shopify-api-version': version,
        ...(deprecation === undefined ? {} : { 'x-shopify-api-deprecated-reason': deprecation }),
      };
      if (!options.isValidToken(request.headers['x-shopify-access-token'] ?? '')) {
        const message = '[API] Invalid API key or access token (unrecognized login or wrong password)';
        return json(401, { errors: message }, headers);
      }
      const body = readBody(request);
      if (!body) return json(400, { errors: { query: 'Required parameter missing or invalid' } }, headers);
      return json(200, await run(body), headers);
    },
    vendorFault: (kind, rule, operation) =>
      json(200, kind === 'throttle' ? forcedThrottle(rule) : vendorError(rule, operation)),
  };

  /** Numbers from which a client computes exactly `retryAfterS` seconds of waiting. */
  function forcedThrottle(rule: FaultRule): unknown {
    const status = bucket.status();
    const currentlyAvailable = 10;
    const requested = currentlyAvailable + (rule.retryAfterS ?? 1) * status.restoreRate;
    return throttled(requested, { ...status, currentlyAvailable });
  }
}

/** Code `USER_ERRORS` gives a mutation's business refusal; any other an error beside no data. */
function vendorError(rule: FaultRule, operation: string): unknown {
  if (rule.code === 'USER_ERRORS') {
    const userErrors = [{ field: ['fulfillment'], message: rule.message ?? 'Fulfillment could not be created.' }];
    return { data: { [operation]: { fulfillment: null, userErrors } } };
  }
  const message = rule.message ?? 'Internal error. Looks like something went wrong on our end.';
  return { errors: [{ message, extensions: { code: rule.code ?? 'INTERNAL_SERVER_ERROR' } }] };
}
