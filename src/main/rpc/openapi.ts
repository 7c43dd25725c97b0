import { OpenAPIGenerator } from '@orpc/openapi';
import type { OpenAPI } from '@orpc/openapi';
import { traverseContractProcedures } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { neededScope } from '#main/rpc/scopes.ts';
import type { ServedRouter } from '#main/rpc/wire-server.ts';
import type { Scope } from '#shared/contract/procedure.ts';

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
