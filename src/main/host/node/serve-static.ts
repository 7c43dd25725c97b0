import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { fileBelow, typeOf } from '#main/host/renderer-files.ts';

const compress = promisify(gzip);

const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.json', '.svg', '.webmanifest']);
const MIN_COMPRESS_BYTES = 1024;

interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer | null;
}

/** Serves one file of the built renderer. @returns false when there is no such file. */
export type ServeStatic = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

/**
 * Serves a folder from memory: a built renderer is a few files that do not change while the host runs.
 * Only known file types, and only files below the folder, however the path is written.
 */
export function createStaticServer(folder: string): ServeStatic {
  const root = resolve(folder);
  const assets = new Map<string, Promise<Asset | null>>();
  return async (request, response, path) => {
    const file = fileBelow(root, path);
    if (file === null) return false;
    const loading = assets.get(file) ?? loadAsset(file);
    assets.set(file, loading);
    const asset = await loading;
    if (!asset) {
      // Not kept: a page may be asked for before the build has written it.
      assets.delete(file);
      return false;
    }
    send(request, response, asset, /[/\\]assets[/\\]/.test(file));
    return true;
  };
}

async function loadAsset(file: string): Promise<Asset | null> {
  const plain = await readFile(file).catch(() => null);
  if (!plain) return null;
  const extension = extname(file);
  const worthwhile = COMPRESSIBLE.has(extension) && plain.byteLength >= MIN_COMPRESS_BYTES;
  return {
    type: typeOf(file),
    etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"`,
    plain,
    gzipped: worthwhile ? await compress(plain) : null,
  };
}

function send(request: IncomingMessage, response: ServerResponse, asset: Asset, hashed: boolean): void {
  const zipped = asset.gzipped && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? asset.gzipped : null;
  const body = zipped ?? asset.plain;
  response.setHeader('content-type', asset.type);
  response.setHeader('etag', asset.etag);
  response.setHeader('vary', 'accept-encoding');
  // Files under assets/ carry their hash in their name.
  response.setHeader('cache-control', hashed ? 'private, max-age=31536000, immutable' : 'no-cache');
  if (request.headers['if-none-match'] === asset.etag) {
    response.writeHead(304).end();
    return;
  }
  if (zipped) response.setHeader('content-encoding', 'gzip');
  response.setHeader('content-length', body.byteLength);
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : body);
}
