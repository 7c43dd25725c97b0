import type { IncomingMessage } from 'node:http';
import { AppError } from '#shared/errors/app-error.ts';

/** The whole body of a request. @throws AppError ERR_HOST_BODY_TOO_LARGE as soon as it exceeds `maxBytes`. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes)
    throw new AppError('ERR_HOST_BODY_TOO_LARGE', { maxBytes });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.byteLength;
    if (bytes > maxBytes) throw new AppError('ERR_HOST_BODY_TOO_LARGE', { maxBytes });
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}
