import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN_PIN, destroyPage, makeDamageBed, openProduct } from '#tests/support/damaged-bed.ts';

const ORDERS = 40;
/** Products that are examined side by side. */
const AT_ONCE = 4;
/** Of the pages one in so many is tried, others in each run: a start for each of them would take minutes. */
const ONE_IN = 4;
/** The schema and what every start reads lie here: all of them are tried. */
const FIRST_PAGES = 24;
type Product = Awaited<ReturnType<typeof openProduct>>;

function pagesToTry(pages: number): number[] {
  const turn = randomInt(ONE_IN);
  const all = Array.from({ length: pages }, (_, index) => index + 1);
  return all.filter((page) => page <= FIRST_PAGES || page % ONE_IN === turn);
}

describe('a destroyed page', () => {
  let bed: Awaited<ReturnType<typeof makeDamageBed>>;
  beforeAll(async () => {
    bed = await makeDamageBed(ORDERS);
  }, 60_000);
  afterAll(() => bed.discard());

  const signIn = ({ client }: Product, pin = ADMIN_PIN) => client.auth.signIn({ operatorId: bed.adminId, pin });

  /** Damage that is seen, and leaves the people readable. */
  async function openReadOnly(): Promise<{ dataDir: string; product: Product }> {
    for (let page = bed.pages; page > 0; page -= 1) {
      const dataDir = bed.damaged(page);
      const product = await openProduct(dataDir);
      const { operators } = await product.client.auth.operators();
      if ((await product.client.system.status()).mode === 'read_only' && operators.length > 0)
        return { dataDir, product };
      await product.stop();
    }
    throw new Error('no page made the database read-only');
  }

  /** What is wrong with the product whose database has this page destroyed; null when all is as it should be. */
  async function problemWith(page: number): Promise<string | null> {
    const dataDir = bed.damaged(page);
    const product = await openProduct(dataDir);
    const { mode, operator } = await product.client.system.status();
    let problem: string | null = mode === 'ready' || mode === 'read_only' ? null : mode;
    if (mode === 'read_only') {
      const { operators } = await product.client.auth.operators();
      await product.client.settings.list();
      if (operator === null && operators.length > 0) await signIn(product);
      // The window asks for a person as long as there is none; where there is nobody to choose it must not.
      if (operator === null && operators.length === 0) problem = 'nobody can be chosen, and nobody is let in';
      const { backups } = await product.client.backups.list();
      if (backups.length !== 1) problem ??= `${backups.length} backups`;
    }
    await product.stop();
    // Hundreds of them would fill the disk, which may lie in memory.
    rmSync(dataDir, { recursive: true, force: true });
    return problem;
  }

  it('wherever it lies leaves a product that starts, says so, and leads an administrator to the backups', async () => {
    const failures: string[] = [];
    const waiting = pagesToTry(bed.pages);
    const examinePages = async (): Promise<void> => {
      for (let examined = waiting.pop(); examined !== undefined; examined = waiting.pop()) {
        const problem = await problemWith(examined).catch(String);
        if (problem !== null) failures.push(`page ${examined}: ${problem}`);
      }
    };
    // A start waits for threads and for the disk: beside it others go on.
    await Promise.all(Array.from({ length: AT_ONCE }, examinePages));
    expect(failures).toEqual([]);
  }, 300_000);

  it('is mended with the last good backup, offered and put in place from the window, and the restore can be undone', async () => {
    const { dataDir, product } = await openReadOnly();
    await expect(product.client.backups.lastGood()).rejects.toMatchObject({ code: 'ERR_AUTH_SIGN_IN_REQUIRED' });
    await signIn(product);
    const offered = await product.client.backups.lastGood();
    expect(offered).toMatchObject({ orders: ORDERS, backup: { kind: 'manual' } });
    const id = offered?.backup.id ?? '';
    expect(await product.client.backups.check({ id })).toMatchObject({ ok: true });
    const { undoId } = await product.client.backups.restore({ id });
    expect(product.restarts()).toBe(1);
    await product.stop();

    const mended = await openProduct(dataDir);
    expect(await mended.client.system.status()).toMatchObject({ mode: 'ready', ordersTotal: ORDERS });
    await signIn(mended);
    expect((await mended.client.backups.list()).backups.map(({ kind }) => kind)).toContain('before_restore');
    await mended.client.backups.restore({ id: undoId });
    await mended.stop();
    const undone = await openProduct(dataDir);
    expect((await undone.client.system.status()).mode).toBe('read_only');
    await undone.stop();
  }, 60_000);

  it('that a backup finds at work restarts the product into looking only', async () => {
    const dataDir = bed.copy();
    const product = await openProduct(dataDir);
    await signIn(product);
    const { db } = product.workstation.services.context;
    const place = "SELECT max(pageno) FROM dbstat WHERE name = 'order_recipients'";
    const page = db.pluck<[], number | null>(place).get() ?? bed.pages;
    product.workstation.services.context.db.transaction(() => undefined);
    destroyPage(dataDir, page);
    await expect(product.client.backups.create()).rejects.toMatchObject({ code: 'ERR_DB_CORRUPT' });
    expect(product.restarts()).toBe(1);
    await product.stop();
    const next = await openProduct(dataDir);
    expect((await next.client.system.status()).mode).toBe('read_only');
    await next.stop();
  }, 60_000);

  it('is cut out by salvage, and what is left can be put in place', async () => {
    const { dataDir, product } = await openReadOnly();
    await signIn(product);
    const salvaged = await product.client.backups.salvage();
    expect(salvaged.backup.kind).toBe('salvaged');
    expect(salvaged.tables.find(({ name }) => name === 'operators')).toEqual({ name: 'operators', copied: 1, lost: 0 });
    await product.client.backups.restore({ id: salvaged.backup.id });
    await product.stop();
    const mended = await openProduct(dataDir);
    expect(await mended.client.system.status()).toMatchObject({ mode: 'ready', ordersTotal: salvaged.orders });
    await mended.stop();
  }, 60_000);

  it('that held the list of tables leaves nothing to salvage, which is said as such', async () => {
    const product = await openProduct(bed.damaged(1));
    expect(await product.client.system.status()).toMatchObject({ mode: 'read_only', operator: { role: 'admin' } });
    await expect(product.client.backups.salvage()).rejects.toMatchObject({ code: 'ERR_DB_NOT_SALVAGEABLE' });
    await product.stop();
  }, 60_000);

  it('opens no way around the PIN: wrong ones lock out although nothing can be written, and tokens go on reading', async () => {
    const { product } = await openReadOnly();
    const codes = [];
    for (let n = 0; n < 6; n += 1)
      codes.push(
        await signIn(product, '0000').then(
          () => 'in',
          (error: { code: string }) => error.code,
        ),
      );
    expect(codes).toEqual([...Array(4).fill('ERR_AUTH_PIN_WRONG'), 'ERR_AUTH_LOCKED_OUT', 'ERR_AUTH_LOCKED_OUT']);
    await expect(signIn(product)).rejects.toMatchObject({ code: 'ERR_AUTH_LOCKED_OUT' });
    expect(product.workstation.verifyToken(bed.token)).toMatchObject({ scope: 'read' });
    await product.stop();
  }, 60_000);
});
