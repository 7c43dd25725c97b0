import { expect, it } from 'vitest';
import { listWindow, splitWindow } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, Window } from '#main/plugins/channels/list-window.ts';

interface Row {
  readonly id: string;
  atMs: number;
}

const SECOND = 1000;

/** A platform's list, newest first; `afterPage` lets rows change between two pages. */
function platform(rows: Row[], pageSize: number, afterPage: (page: number) => void = () => undefined) {
  const asked: { window: Window; pageNo: number }[] = [];
  const readPage = async (window: Window, pageNo: number): Promise<Reply<ListedPage<Row>>> => {
    asked.push({ window, pageNo });
    const found = rows
      .filter((row) => row.atMs >= window.fromMs && row.atMs <= window.toMs)
      .toSorted((a, b) => b.atMs - a.atMs || (a.id < b.id ? -1 : 1));
    const page = { rows: found.slice((pageNo - 1) * pageSize, pageNo * pageSize), total: found.length };
    afterPage(pageNo);
    return { ok: true, value: page };
  };
  return { asked, list: { pageSize, mostRows: 100, readPage, keyOf: (row: Row) => row.id } };
}

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index): Row => ({
    id: `n${String(index).padStart(3, '0')}`,
    atMs: index * SECOND,
  }));
const idsOf = (reply: Reply<readonly Row[]>) =>
  reply.ok ? reply.value.map((row) => row.id).toSorted() : reply.failure;
const WHOLE = { fromMs: 0, toMs: 200 * SECOND };

it('reads the last page first, and loses no row that moves away meanwhile', async () => {
  const rows = rowsOf(30);
  const { list, asked } = platform(rows, 10, () => {
    const newest = rows.filter((row) => row.atMs <= WHOLE.toMs).toSorted((a, b) => b.atMs - a.atMs)[0];
    if (newest) newest.atMs = 1000 * SECOND;
  });
  const left = await listWindow(list, WHOLE);
  expect(asked.map(({ pageNo }) => pageNo)).toEqual([1, 3, 2, 1]);
  // All that is still in the window was seen.
  const remaining = rows.filter((row) => row.atMs <= WHOLE.toMs).map((row) => row.id);
  expect(idsOf(left)).toEqual(expect.arrayContaining(remaining));
});

it('reads again when rows came in at the top, and gives up only when they never stop', async () => {
  const rows = rowsOf(30);
  let calls = 0;
  const once = platform(rows, 10, () => {
    calls += 1;
    if (calls === 2) rows.push({ id: 'new', atMs: 199 * SECOND });
  });
  expect(idsOf(await listWindow(once.list, WHOLE))).toHaveLength(31);
  const always = platform(rows, 10, () => rows.unshift({ id: `x${rows.length}`, atMs: 198 * SECOND }));
  expect(idsOf(await listWindow(always.list, WHOLE))).toMatchObject({
    code: 'ERR_CHANNEL_WINDOW_DRIFTED',
    kind: 'retry',
  });
});

it('halves a window with more rows than can be paged through', async () => {
  const { list, asked } = platform(rowsOf(180), 10);
  const listed = await listWindow(list, WHOLE);
  expect(idsOf(listed)).toHaveLength(180);
  expect(Math.max(...asked.map(({ pageNo }) => pageNo))).toBeLessThanOrEqual(11);
});

it('says so when a single second holds too many', async () => {
  const { list } = platform(
    Array.from({ length: 120 }, (_, index) => ({ id: `n${index}`, atMs: 5 * SECOND })),
    10,
  );
  expect(idsOf(await listWindow(list, WHOLE))).toMatchObject({ code: 'ERR_CHANNEL_WINDOW_DRIFTED' });
});

it('cuts windows into parts, none beyond now', () => {
  expect(splitWindow({ fromMs: 0, toMs: 150_000 }, 1, 130_000)).toEqual([
    { fromMs: 0, toMs: 60_000 },
    { fromMs: 60_000, toMs: 120_000 },
    { fromMs: 120_000, toMs: 130_000 },
  ]);
});
