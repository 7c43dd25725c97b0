import { OpenAPIGenerator } from '@orpc/openapi';
import type { OpenAPI } from '@orpc/openapi';
import { traverseContractProcedures } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { neededScope } from '#main/rpc/scopes.ts';
import type { ServedRouter } from '#main/rpc/wire-server.ts';
import type { Scope } from '#shared/contract/procedure.ts';
import { ERROR_CATALOG } from '#shared/errors/catalog.ts';

/** What any operation may answer instead of its result; `default` is for what is the operation's own. */
const REFUSED_BY_STATUS = {
  '400': 'InputInvalid',
  '401': 'TokenInvalid',
  '403': 'ScopeMissing',
  '429': 'TooManyCalls',
  default: 'Error',
} as const;

const refusal = (description: string, headers?: Record<string, OpenAPI.HeaderObject>): OpenAPI.ResponseObject => ({
  description,
  ...(headers && { headers }),
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
});

const REFUSALS = {
  schemas: {
    Error: {
      type: 'object',
      required: ['code', 'status', 'message', 'data'],
      properties: {
        code: {
          type: 'string',
          enum: Object.keys(ERROR_CATALOG),
          description: 'Stable; texts for people are in the product, by code.',
        },
        status: { type: 'integer' },
        message: { type: 'string', description: 'Repeats the code.' },
        data: { type: 'object', description: 'The particulars: plain values by name.' },
        defined: { type: 'boolean', description: 'Says nothing.' },
      },
    },
  },
  responses: {
    InputInvalid: refusal(
      '`ERR_HOST_INPUT_INVALID`: `data.field` names the field, `data.detail` says what is wrong with it.',
    ),
    TokenInvalid: refusal('`ERR_AUTH_TOKEN_INVALID`: no token, or an unknown or revoked one.'),
    ScopeMissing: refusal(
      "`ERR_AUTH_SCOPE_MISSING`: the token's scope is too small, `data.needed` is the one that is needed. `ERR_HOST_ORIGIN_REFUSED`: the request named another host, or a page of another origin made it.",
    ),
    TooManyCalls: refusal('`ERR_AUTH_RATE_LIMITED`: too many calls with this token.', {
      'Retry-After': { description: 'Seconds after which the call may be repeated.', schema: { type: 'integer' } },
    }),
    Error: refusal(
      'Refused: `code` says why and `data` holds the particulars, e.g. what is unknown (404) or was changed meanwhile (409).',
    ),
  },
} satisfies OpenAPI.ComponentsObject;

export interface ApiDocumentOptions {
  readonly router: ServedRouter;
  readonly version: string;
  /** Base address of the API, e.g. `http://127.0.0.1:41873/api`. */
  readonly serverUrl: string;
}

/** The OpenAPI document of everything that a token can call, with the scope that each operation needs. */
export async function createApiDocument({ router, version, serverUrl }: ApiDocumentOptions): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(router, {
    info: {
      title: 'Packbench API',
      version,
      license: { name: 'MIT', identifier: 'MIT' },
      description:
        'Reads and drives one Packbench workstation. Errors carry a stable `code` and its `data`; texts for people are in the product.',
    },
    servers: [{ url: serverUrl }],
    security: [{ token: [] }],
    components: {
      ...REFUSALS,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token from the settings page, with scope read, operate or admin.',
        },
      },
    },
  });
  traverseContractProcedures({ router, path: [] }, ({ contract, path }) => {
    const { route, meta } = contract['~orpc'];
    const scope = isScope(meta['scope']) ? neededScope(meta['scope'], 'api', route.method) : 'admin';
    describeOperation(document, route.path, route.method, path[0] ?? '', scope);
  });
  return document;
}

function describeOperation(
  document: OpenAPI.Document,
  path: string | undefined,
  method: string | undefined,
  area: string,
  scope: Scope,
): void {
  const operations = path === undefined ? undefined : document.paths?.[path];
  const operation = operations && Object.entries(operations).find(([name]) => name === method?.toLowerCase())?.[1];
  if (!isOperation(operation)) return;
  operation.tags = [area];
  operation.description = `Needs a token with scope \`${tokenScopeFor(scope)}\`.`;
  const takesInput = operation.parameters !== undefined || operation.requestBody !== undefined;
  for (const [status, name] of Object.entries(REFUSED_BY_STATUS)) {
    if (status === '400' && !takesInput) continue;
    operation.responses = { ...operation.responses, [status]: { $ref: `#/components/responses/${name}` } };
  }
}

/** Smallest token scope that includes a right. */
function tokenScopeFor(scope: Scope): 'read' | 'operate' | 'admin' {
  return scope === 'read' || scope === 'operate' ? scope : 'admin';
}

function isScope(value: unknown): value is Scope {
  return typeof value === 'string' && ['public', 'read', 'operate', 'lead', 'admin'].includes(value);
}

function isOperation(value: unknown): value is OpenAPI.OperationObject {
  return typeof value === 'object' && value !== null && 'responses' in value;
}
