import { hash } from 'node:crypto';
import { expect, it } from 'vitest';
import { readFilesBeside } from '#main/app/read-files-beside.ts';
import type { FileRequest } from '#main/usecases/imports/check-file.ts';
import { readFilesHere } from '#main/usecases/imports/import-file-reader.ts';
import type { ImportFileReader } from '#main/usecases/imports/import-file-reader.ts';
import { orderFile, orderRow } from '#tests/integration/imports/support/import-bed.ts';

const request = (content: string): FileRequest => ({
  kind: 'orders',
  fileName: 'orders.csv',
  bytes: new TextEncoder().encode(content),
  mapping: null,
  currency: 'CNY',
});

async function readAll(reader: ImportFileReader, content: string) {
  const { next, close, ...file } = await reader.open(request(content));
  const slices = [await next(2), await next(2), await next(2)];
  close();
  return { file, slices };
}

it('a file reads the same in a thread of its own', async () => {
  const content = orderFile(orderRow('A-1'), orderRow('A-1', 'POT', 'many'), orderRow('A-2'));
  const beside = await readAll(readFilesBeside, content);
  expect(beside).toEqual(await readAll(readFilesHere, content));
  expect(beside.slices.map((rows) => rows.length)).toEqual([2, 1, 0]);
  expect(beside.file).toMatchObject({ rowCount: 3, errorCount: 2, encoding: 'utf-8' });
});

it('a file of many parts reads the same too, and stays with who gave it', async () => {
  const content = orderFile(...Array.from({ length: 6_000 }, (_, row) => orderRow(`A-${row}`)));
  const whole = { ...request(content), bytes: Buffer.from(content) };
  const beside = await readFilesBeside.open(whole);
  const here = await readFilesHere.open(whole);
  expect(beside.sha256).toBe(hash('sha256', content));
  expect(await beside.next(6_000)).toEqual(await here.next(6_000));
  expect(new TextDecoder().decode(whole.bytes)).toBe(content);
  beside.close();
});

it('the code of a refusal comes out of the thread', async () => {
  await expect(readFilesBeside.open(request('nothing'))).rejects.toMatchObject({
    code: 'ERR_IMPORT_EMPTY',
    data: { fileName: 'orders.csv' },
  });
});
