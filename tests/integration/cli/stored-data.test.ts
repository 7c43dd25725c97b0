import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { acquireInstanceLock } from '#main/db/instance-lock.ts';
import { destroyPage } from '#tests/support/damaged-bed.ts';
import { makeDataDir, openDataDir } from './support/make-data-dir.ts';
import { makeAwkwardDir, runPackbench } from './support/run-packbench.ts';
import type { CliRun } from './support/run-packbench.ts';

const dir = makeAwkwardDir();
let dataDir = '';
const run = (...words: string[]): Promise<CliRun> => runPackbench([...words, '--data', dataDir], { cwd: dir });

const GOODS = [
  '商家编码,名称,条码,克重,库存',
  'TEE-M,=HYPERLINK("x"),6901234567892,210,10',
  'MUG-1,"杯子, 白",6909876543210,350,4',
].join('\n');

const Findings = z.object({ findings: z.array(z.object({ name: z.string(), advice: z.string() })) });
const Rows = z.array(z.object({ external_number: z.string(), seq: z.int(), type: z.string() }));

const ORDERS = [
  '订单编号,商家编码,数量,收货人,手机,地址,市,备注',
  'A-1,TEE-M,2,张伟,13812345678,文三路 100 号,杭州市,请电 13812345678',
  'A-2,MUG-1,1,欧阳娜娜,13987654321,南京西路 8 号,上海市,',
].join('\n');

beforeAll(async () => {
  dataDir = await makeDataDir(dir);
  writeFileSync(join(dir, '商品 goods.csv'), GOODS);
  writeFileSync(join(dir, 'orders.csv'), ORDERS);
  writeFileSync(join(dir, 'bad.csv'), `${ORDERS}\nA-3,TEE-M,none,李四,13800000000,路 1 号,北京市,`);
});

describe('packbench import', () => {
  it('shows what a file would do and changes nothing', async () => {
    const shown = await run('import', 'skus', '商品 goods.csv', '--json');
    expect(shown.code).toBe(0);
    expect(shown.json()).toMatchObject({ ok: true, import: { state: 'previewed', rowCount: 2, errorCount: 0 } });
    expect(Papa.parse((await run('export', 'stock')).stdout, { skipEmptyLines: true }).data).toHaveLength(1);
  });

  it('applies goods and orders, and takes an import back', async () => {
    expect((await run('import', 'skus', '商品 goods.csv', '--apply')).code).toBe(0);
    const applied = await run('import', 'orders', 'orders.csv', '--apply', '--json');
    expect(applied.json()).toMatchObject({ ok: true, import: { state: 'applied', appliedCount: 2 } });
    const { id } = z.object({ import: z.object({ id: z.string() }) }).parse(applied.json()).import;
    expect((await run('import', 'undo', id)).code).toBe(0);
    expect((await run('import', 'undo', id, '--json')).json().error?.code).toBe('ERR_IMPORT_NOT_UNDOABLE');
    expect((await run('import', 'orders', 'orders.csv', '--apply')).code).toBe(0);
  });

  it('names the rows that cannot be imported and ends with 1', async () => {
    const shown = await run('import', 'orders', 'bad.csv');
    expect(shown.code).toBe(1);
    expect(shown.stdout).toContain('row 4');
  });

  it('takes fields from the columns that were named, and refuses unknown ones', async () => {
    const mapped = await run(
      'import',
      'orders',
      'orders.csv',
      '--map',
      'title=商家编码',
      '--map',
      'variant=2',
      '--json',
    );
    expect(mapped.json()).toMatchObject({
      import: { mapping: { title: '商家编码', variant: '商家编码', sku: '商家编码' } },
    });
    expect((await run('import', 'orders', 'orders.csv', '--map', 'colour=2')).code).toBe(2);
    expect((await run('import', 'orders', 'orders.csv', '--map', 'title=99')).code).toBe(2);
    expect((await run('import', 'orders', 'missing.csv', '--json')).json().error?.code).toBe('ERR_HOST_FILE_MISSING');
  });
});

describe('packbench export', () => {
  const read = (text: string): string[][] => Papa.parse<string[]>(text, { skipEmptyLines: true }).data;

  it('masks personal data in orders', async () => {
    const { stdout, code } = await run('export', 'orders');
    expect(code).toBe(0);
    expect(stdout).toContain('张*');
    for (const secret of ['张伟', '13812345678', '文三路 100', '欧阳娜娜']) expect(stdout).not.toContain(secret);
    expect(new Set(read(stdout).map((row) => row.length)).size).toBe(1);
  });

  it('reveals it with a reason, and writes that down', async () => {
    const file = join(dir, 'revealed.csv');
    const revealed = await run(
      'export',
      'orders',
      '--reveal',
      '--reason',
      '快递对账',
      '--out',
      'revealed.csv',
      '--json',
    );
    expect(revealed.json()).toMatchObject({ ok: true, rows: 2, revealed: true });
    expect(readFileSync(file, 'utf8')).toContain('13812345678');
    const data = await openDataDir(dataDir);
    const entry = data.db
      .prepare<[], { data_json: string }>("SELECT data_json FROM audit_log WHERE act = 'export.reveal'")
      .all();
    data.close();
    expect(entry).toHaveLength(1);
    expect(entry[0]?.data_json).toContain('快递对账');
  });

  it('gives spreadsheets no formulas, a byte order mark in files, and every number of one order', async () => {
    const stock = read((await run('export', 'stock')).stdout);
    expect(stock.find(([code]) => code === 'TEE-M')?.[1]).toBe(`'=HYPERLINK("x")`);
    await run('export', 'stock', '--out', 'stock.csv');
    expect(readFileSync(join(dir, 'stock.csv'), 'utf8').startsWith('\uFEFFcode,')).toBe(true);
    const timeline: unknown = JSON.parse(
      (await run('export', 'timeline', '--order', 'A-2', '--format', 'json')).stdout,
    );
    const [first, ...rest] = Rows.parse(timeline);
    expect(first).toEqual({ external_number: 'A-2', seq: 1, type: 'order.received' });
    expect(new Set(rest.map((row) => row.external_number))).toEqual(new Set(['A-2']));
    expect((await run('export', 'stock', '--out', 'no such folder/x.csv', '--json')).json().error?.code).toBe(
      'ERR_HOST_FILE_UNWRITABLE',
    );
  });

  it('leaves what an earlier export wrote where it comes to nothing', async () => {
    const damaged = await makeDataDir(join(dir, '半'));
    const here = (...words: string[]): Promise<CliRun> => runPackbench([...words, '--data', damaged], { cwd: dir });
    await here('import', 'skus', '商品 goods.csv', '--apply');
    await here('import', 'orders', 'orders.csv', '--apply');
    await here('export', 'timeline', '--out', 'half.csv');
    const written = readFileSync(join(dir, 'half.csv'), 'utf8');
    const data = await openDataDir(damaged);
    const page = data.db.pluck<[], number>("SELECT max(pageno) FROM dbstat WHERE name = 'order_events'").get() ?? 0;
    data.close();
    destroyPage(damaged, page);
    expect((await here('export', 'timeline', '--out', 'half.csv', '--json')).json().error?.code).toBe('ERR_DB_CORRUPT');
    expect(readFileSync(join(dir, 'half.csv'), 'utf8')).toBe(written);
    expect(existsSync(join(dir, 'half.csv.partial'))).toBe(false);
  });

  it('says that nobody knows a number, a shop or a file, instead of doing nothing', async () => {
    const codeOf = async (...words: string[]) => (await run(...words, '--json')).json().error?.code;
    expect(await codeOf('export', 'orders', '--order', 'A-99')).toBe('ERR_ORDER_UNKNOWN');
    expect(await codeOf('export', 'orders', '--shop', 'nowhere')).toBe('ERR_CHANNEL_SHOP_UNKNOWN');
    expect(await codeOf('import', 'orders', 'gone.csv')).toBe('ERR_HOST_FILE_MISSING');
  });
});

describe('packbench backup, restore and verify', () => {
  it('goes back to a backup and forth again', async () => {
    expect(await run('restore', '--undo')).toMatchObject({ code: 2 });
    const made = await run('backup', '--json');
    expect(made.json()).toMatchObject({ ok: true, backup: { kind: 'manual', failure: null } });
    writeFileSync(join(dir, 'later.csv'), ORDERS.replaceAll('A-', 'B-'));
    await run('import', 'orders', 'later.csv', '--apply');
    expect((await run('restore', 'latest', '--check', '--json')).json()).toMatchObject({ ok: true, orders: 2 });
    expect((await run('restore', 'latest', '--json')).json()).toMatchObject({ ok: true, orders: 2 });
    expect((await run('restore', '--undo', '--json')).json()).toMatchObject({ ok: true, orders: 4 });
    const gone = (await run('restore', 'gone.db', '--json')).json().error;
    expect(gone).toMatchObject({ code: 'ERR_DB_BACKUP_UNKNOWN', title: 'There is no backup “gone.db”' });
    expect(gone?.advice).toContain('packbench backup --list');
    expect((await run('backup', '--list')).stdout).toContain('UTC  by hand  ');
  });

  it('finds nothing wrong with sound data', async () => {
    const verified = await run('verify', '--json');
    expect(verified.code).toBe(0);
    expect(verified.json()).toMatchObject({ ok: true, damage: null });
    expect((await run('verify', '--lang', 'zh-CN')).stdout).toContain('正常  订单事件链（');
  });

  it('says so, with 3, while another process works on the data', async () => {
    const release = acquireInstanceLock(join(dataDir, 'packbench.lock'));
    try {
      for (const words of [['verify'], ['backup'], ['export', 'stock'], ['restore', 'latest']]) {
        const refused = await run(...words, '--json');
        expect(refused.json()).toMatchObject({ exitCode: 3, error: { code: 'ERR_DB_LOCKED_BY_OTHER' } });
      }
    } finally {
      release();
    }
  });

  it('finds an event that somebody changed, and ends with 1', async () => {
    const data = await openDataDir(dataDir);
    try {
      data.db.transaction((tx) => {
        tx.prepare<[]>('DROP TRIGGER IF EXISTS order_events_no_update').run();
        tx.prepare<[]>(`UPDATE order_events SET data_json = '{"units":9}' WHERE seq = 2`).run();
      });
    } finally {
      data.close();
    }
    const verified = await run('verify');
    expect(verified.code).toBe(1);
    expect(verified.stdout).toContain('FAILED  Event chains of the orders');
  });

  it('says what is damaged and still restores', async () => {
    const damaged = await makeDataDir(join(dir, '坏'));
    const here = (...words: string[]): Promise<CliRun> => runPackbench([...words, '--data', damaged], { cwd: dir });
    await here('import', 'skus', '商品 goods.csv', '--apply');
    await here('import', 'orders', 'orders.csv', '--apply');
    await here('backup');
    const file = join(damaged, 'packbench.db');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x5a, 4096));

    expect((await here('backup', '--json')).json().error?.code).toBe('ERR_DB_READ_ONLY');
    expect((await here('backup', '--list', '--json')).json()).toMatchObject({ backups: [{ kind: 'manual' }] });
    expect((await here('verify', '--json')).json()).toMatchObject({ ok: false, damage: 'ERR_DB_CORRUPT', checks: [] });
    expect((await here('export', 'orders', '--json')).json().error?.code).toBe('ERR_DB_CORRUPT');
    expect((await here('restore', 'latest', '--json')).json()).toMatchObject({ ok: true, orders: 2 });
    expect(existsSync(join(damaged, 'damage.json'))).toBe(false);
    expect((await here('verify')).code).toBe(0);
  });
  it('puts a backup in the place of a database that a newer version wrote', async () => {
    const updated = await makeDataDir(join(dir, '新'));
    const here = (...words: string[]): Promise<CliRun> => runPackbench([...words, '--data', updated], { cwd: dir });
    await here('backup');
    const data = await openDataDir(updated);
    data.db.transaction((tx) => {
      tx.prepare<[]>("INSERT INTO schema_migrations VALUES (9000, 'later', 'hash', '9.0.0', 0)").run();
      // It keeps what this version reads elsewhere.
      for (const table of ['backups', 'orders']) tx.prepare<[]>(`ALTER TABLE ${table} RENAME TO later_${table}`).run();
    });
    data.close();
    expect((await here('verify', '--json')).json().error?.code).toBe('ERR_DB_NEWER_THAN_APP');
    const { findings } = Findings.parse((await here('doctor', '--json')).json());
    expect(findings.find(({ name }) => name === 'database')?.advice).toContain('packbench restore');
    expect((await here('backup', '--list', '--json')).json()).toMatchObject({ backups: [{ kind: 'manual' }] });
    expect((await here('restore', 'latest', '--json')).json()).toMatchObject({ ok: true });
    expect((await here('verify')).code).toBe(0);
  });

  it('lists backups of a database that an older version wrote, or that is gone, and changes nothing of it', async () => {
    const older = await makeDataDir(join(dir, '旧'));
    const list = () => runPackbench(['backup', '--list', '--json', '--data', older], { cwd: dir });
    await runPackbench(['backup', '--data', older], { cwd: dir });
    const data = await openDataDir(older);
    const newest = 'SELECT max(id) FROM schema_migrations';
    const step = data.db.pluck<[], number>(newest).get() ?? 0;
    data.db.transaction((tx) => tx.prepare<[number]>('DELETE FROM schema_migrations WHERE id = ?').run(step));
    data.close();
    const before = readFileSync(join(older, 'packbench.db'));
    expect((await list()).json()).toMatchObject({ ok: true, backups: [{ kind: 'manual' }] });
    expect(readFileSync(join(older, 'packbench.db')).equals(before)).toBe(true);

    const foreign = join(dir, 'foreign.db');
    writeFileSync(foreign, '');
    const checked = await runPackbench(['restore', foreign, '--check', '--data', older], { cwd: dir });
    expect(checked.stdout).toContain('foreign.db cannot be used: the file holds no data of Packbench');
    for (const lose of [
      () => rmSync(join(older, 'packbench.db')),
      () => writeFileSync(join(older, 'packbench.db'), ''),
    ]) {
      lose();
      expect((await list()).json()).toMatchObject({ ok: true, backups: [{ kind: 'manual' }] });
    }
  });

  it('takes a lost database for no new one, and goes back to its loss where the restore is undone', async () => {
    const lost = await makeDataDir(join(dir, '丢'));
    const here = (...words: string[]): Promise<CliRun> => runPackbench([...words, '--data', lost], { cwd: dir });
    await here('backup');
    await here('restore', 'latest');
    rmSync(join(lost, 'packbench.db'));
    expect((await here('verify', '--json')).json()).toMatchObject({ ok: false, damage: 'ERR_DB_CORRUPT' });
    expect((await here('backup', '--json')).json().error?.code).toBe('ERR_DB_READ_ONLY');
    expect((await here('doctor')).stdout).toContain('its file is missing or empty, and there are backups');
    expect(existsSync(join(lost, 'packbench.db'))).toBe(false);
    expect((await here('restore', 'latest')).code).toBe(0);
    expect((await here('verify')).code).toBe(0);
    expect((await here('restore', '--undo', '--json')).json()).toMatchObject({ ok: false, damage: 'ERR_DB_CORRUPT' });
  });
});
