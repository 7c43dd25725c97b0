import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { finishFirstRun } from '#main/usecases/system/finish-first-run.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { SignInPage } from '#tests/e2e/pages/sign-in-page.ts';
import { wordsOf } from '#tests/e2e/support/words.ts';
import { findBrowser } from '#scripts/lib/browser.mjs';
import { BENCH_ACT, benchContext } from '../data/bench-context.ts';
import type { BenchFolder } from '../data/bench-folder.ts';
import { scanFasterThanHands } from '../data/scan-faster.ts';
import { readyOrders } from '../data/ready-orders.ts';
import type { ReadyOrder } from '../data/ready-orders.ts';
import { timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { startHostChild } from '../harness/host-child.ts';
import { watchPaints } from '../harness/watch-paints.ts';

const ORDERS = 25;
const PERSON = { name: 'Bench', pin: '739205' };
/** Ten scans a second, as in the peak: no hand is faster. */
const PACE_MS = 100;
/** The first scans load what the station shows for the first time. */
const WARM_UP = 5;

/**
 * What the packer waits for: from the scanner's Enter in the window, over the host, to the frame that shows the verdict.
 * A keyboard-wedge scanner, the built window in the browser of this machine without a display; on Debian the one without a browser
 * around its page, which lays out and paints the same.
 */
export async function benchPainted(folder: BenchFolder, say: (line: string) => void): Promise<BenchRow[]> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    say('not run: packing/scan-to-painted (there is no browser)');
    return [];
  }
  const orders = await prepare(folder);
  await using host = startHostChild(folder.dataDir);
  const url = await host.url;
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
  try {
    const page = await browser.newPage({
      locale: 'en-GB',
      viewport: { width: 1366, height: 768 },
      reducedMotion: 'reduce',
    });
    await page.goto(url);
    const words = wordsOf('en');
    const signIn = new SignInPage(page, words);
    await signIn.choose(PERSON.name);
    await signIn.typePin(PERSON.pin);
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('shell:nav.packing') })
      .click();
    const packing = new PackingPage(page, words);
    await packing.expectPhase('idle');
    const nextPaint = await watchPaints(page, '.scan-log li');
    const samples: number[] = [];
    for (const order of orders) {
      for (const code of [order.number, ...order.barcodes]) {
        const pace = wait(PACE_MS);
        await packing.scan(code);
        samples.push(await nextPaint());
        await pace;
      }
      await packing.putBack();
    }
    return [timedRow('packing/scan-to-painted', 'ms p99', 50, samples.slice(WARM_UP))];
  } finally {
    await browser.close();
  }
}

/** A person who may pack, and orders with several units each. */
async function prepare(folder: BenchFolder): Promise<ReadyOrder[]> {
  using db = await folder.open();
  const context = benchContext(db);
  if (!readSetting(db, 'firstRunDone')) {
    const answers = { adminName: PERSON.name, pin: PERSON.pin, language: 'en', stationName: 'Bench' } as const;
    await finishFirstRun(context, answers, BENCH_ACT);
  }
  scanFasterThanHands(context);
  return readyOrders(db, 10 * ORDERS)
    .filter(({ barcodes }) => barcodes.length > 2 && barcodes.length < 12)
    .slice(0, ORDERS);
}
