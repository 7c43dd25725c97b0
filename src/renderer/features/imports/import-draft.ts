import type { Inputs, Outputs } from '#renderer/ui/contract-types.ts';

export type ImportSource = Pick<Inputs['imports']['preview'], 'kind' | 'shopId' | 'fileName' | 'contentBase64'>;

/** A file that was read and checked, and what it was read from, so that another column choice can read it again. */
export interface ImportDraft {
  readonly source: ImportSource;
  readonly preview: Outputs['imports']['preview'];
}

/** Bytes of a file as base64. @throws DOMException when the file cannot be read any more. */
export async function readBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const CHUNK = 0x80_00;
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK)
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  return btoa(binary);
}
