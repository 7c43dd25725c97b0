import type { IncomingMessage, ServerResponse } from 'node:http';
import { SmartCoercionPlugin } from '@orpc/json-schema';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { BodyLimitPlugin } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { CallContext, ClientSession } from '#main/rpc/call-context.ts';
import { refuseUnknownFields } from '#main/rpc/refuse-unknown-fields.ts';
import { contextFor, handlerOptions } from '#main/rpc/serving.ts';
import type { Serving } from '#main/rpc/serving.ts';
import type { ServedRouter } from '#main/rpc/wire-server.ts';

/** Imports arrive as base64 inside JSON; nothing else comes near this. */
const MAX_BODY_BYTES = 48 << 20;

/** Answers one request of the HTTP API under `/api`. @returns false when no operation has that method and path. */
export type ServeApi = (request: IncomingMessage, response: ServerResponse, session: ClientSession) => Promise<boolean>;

/** Serves the same router as the windows use, by method and path, with JSON in and out and server-sent events. */
export function createApiServer(serving: Serving<ServedRouter>, maxBodyBytes = MAX_BODY_BYTES): ServeApi {
  const { interceptors, clientInterceptors } = handlerOptions(serving);
  const handler = new OpenAPIHandler<CallContext>(serving.router, {
    interceptors,
    clientInterceptors: [...clientInterceptors, refuseUnknownFields],
    plugins: [
      // A query string has texts only: `?onlyErrors=false` means false.
      new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] }),
      new BodyLimitPlugin({ maxBodySize: maxBodyBytes }),
    ],
  });
  return async (request, response, session) => {
    const { matched } = await handler.handle(request, response, {
      prefix: '/api',
      context: contextFor(serving, session),
    });
    return matched;
  };
}
