import { createLabelRenderer } from '#main/app/build-printing.ts';
import { createFindLayout } from '#main/app/template-layouts.ts';
import { buildServices } from '#main/app/build-services.ts';
import { STATION_ID } from '#main/app/station-id.ts';
import { saveDatabaseSchedules } from '#main/app/database-jobs.ts';
import { publishCommits } from '#main/app/publish-commits.ts';
import { openData } from '#main/app/open-data.ts';
import type { OpenedData } from '#main/app/open-data.ts';
import { openReaders } from '#main/app/open-readers.ts';
import { startPushListeners } from '#main/app/push-listeners.ts';
import type { PushListeners } from '#main/app/push-listeners.ts';
import type { Platform } from '#main/app/platform.ts';
import type { SafetyServices } from '#main/app/safety-services.ts';
import { startAlertWatch } from '#main/app/alert-watch.ts';
import { startCopyingWal } from '#main/app/copy-wal.ts';
import { startCustomsChecker } from '#main/app/customs-checker.ts';
import { startStockPusher } from '#main/app/stock-pusher.ts';
import { startRushLog } from '#main/app/rush-log.ts';
import { startSearchIndexer } from '#main/app/search-indexer.ts';
import type { Services } from '#main/app/services.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { unlessDamaged } from '#main/db/unless-damaged.ts';
import { goShortly } from '#main/usecases/give-way.ts';
import { createPageReader } from '#main/app/page-reading/create-page-reader.ts';
import { createLightPath } from '#main/usecases/light-path.ts';
import { readsOn } from '#main/db/queries/named-query.ts';
import { recordDamage } from '#main/db/start-database.ts';
import { createRasterPool } from '#main/documents/raster-pool.ts';
import { createLogger } from '#main/lib/logger.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { createUuidV7Source } from '#main/lib/uuid-v7-source.ts';
import { createSecretBox } from '#main/lib/secret-box.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { LiveHub } from '#main/rpc/live-events.ts';
import { router } from '#main/rpc/router.ts';
import { createSessions } from '#main/rpc/session.ts';
import type { Sessions, VerifiedToken } from '#main/rpc/session.ts';
import { authenticateApiToken } from '#main/usecases/auth/manage-api-tokens.ts';
import { ensureLanguage } from '#main/app/prepare-first-data.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { Language } from '#shared/i18n/languages.ts';
import { ensureBuiltInRules } from '#main/usecases/cleaning/rule-rows.ts';
import { settleInterruptedImports } from '#main/usecases/imports/settle-interrupted-imports.ts';
import { listOperators } from '#main/usecases/auth/operator-view.ts';
import { recoverPrintJobs } from '#main/usecases/printing/recover-print-jobs.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { holdsConnection } from '#main/usecases/shops/shop-abilities.ts';
import { completeShopSchedules } from '#main/usecases/shops/shop-schedules.ts';
import { verifyQuery } from '#main/usecases/verify/verify-query.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext, UseCaseLog } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PushRequest } from '#main/plugins/channels/channel-pushes.ts';
import type { PushReceipt } from '#main/usecases/shops/receive-push.ts';

/** The running product, whatever host it runs in. */
export interface Workstation {
  readonly router: typeof router;
  readonly services: Services;
  readonly sessions: Sessions;
  readonly log: UseCaseLog;
  /** The token of an integration; null when it is unknown or revoked. */
  verifyToken(token: string): VerifiedToken | null;
  /** Settles after commit. @throws AppError as the use case says */
  receivePush(shopId: string, request: PushRequest): Promise<PushReceipt>;
  receivePayment: Services['receivePayment'];
  /** Tells the product under which origin its host listens. */
  listensAt(origin: string): void;
  /** Lets work in hand finish, closes devices and database. */
  stop(): Promise<void>;
}

/**
 * Starts the whole product. Where the database cannot be written (damage, missing key), it starts too, reads what it can
 * and offers the way out; nothing that writes runs then.
 * @throws AppError when the data folder must not be touched: newer than the app, held by another process, full disk
 */
export async function startWorkstation(platform: Platform): Promise<Workstation> {
  const { clock, timers } = platform.time ?? { clock: { nowMs: () => Date.now() }, timers: systemTimers };
  const live = new LiveHub();
  const log = createLogger({ dir: `${platform.dataDir}/logs`, nowMs: clock.nowMs });
  let isDamaged = false;
  /** Nothing more is written into the damage: the next run opens the file for reading only, and offers the way out. */
  const onDamage = (problem: AppError): void => {
    if (isDamaged) return;
    isDamaged = true;
    log.error({ code: problem.code }, 'the database is damaged');
    platform.requestRestart();
  };
  const data = await openData({
    dataDir: platform.dataDir,
    store: platform.keystore,
    appVersion: platform.appVersion,
    nowMs: clock.nowMs,
    onSlowQuery: (query) => log.warn({ ...query }, 'slow query'),
    onAfterCommitError: (error) => log.error({ error }, 'work after a commit failed'),
    onDamage,
  });
  log.setLevel(readSetting(data.db, 'logLevel'));
  const lightPath = createLightPath({
    clock,
    limitPerMinute: () => readSetting(data.db, 'lightPathPerMinute'),
    ordersSoFar: () => unlessDamaged(() => countOrders(data.db), 0),
    onChange(isOn) {
      log.warn(
        { isOn },
        isOn ? 'many orders at once: what can wait does' : 'the rush is over: what waited is done now',
      );
      live.publish({ topic: 'system', id: null, data: null });
    },
  });
  const stopCounting = data.db.onCommit((areas) => {
    if (areas.has('orders')) lightPath.note();
  });
  const ids = createUuidV7Source(clock);
  const pageReader = createPageReader(timers, log);
  const context: UseCaseContext = { db: data.db, read: data.db, clock, ids, log, live, lightPath, pageReader };
  const pool = platform.documents ?? createRasterPool();
  const findLayout = createFindLayout(data.db);
  const readers = openReaders(data, (query) => log.warn({ ...query }, 'slow query of a reader'));
  const http = createNodeHttpClient({ clock, trace: (entry) => log.debug({ ...entry }, 'http') });
  let origin: string | null = null;
  let listeners: PushListeners | null = null;
  const services = buildServices({
    context,
    platform,
    timers,
    http,
    live,
    documents: pool,
    findLayout,
    renderer: createLabelRenderer(pool, findLayout),
    origin: () => origin,
    // Without the key nothing sealed can be read; a box that never opens says so with its own code.
    sealer: createSecretBox(data.keyring?.subkey('credentials') ?? new Uint8Array(32)),
    safety: safetyOf(platform, data, context, (problem) => {
      recordDamage(data.folder, problem, clock.nowMs());
      onDamage(problem);
    }),
    listenState: (shopId) => listeners?.state(shopId) ?? null,
    operatorChanged: (operatorId, role) => sessions.operatorChanged(operatorId, role),
    setLogLevel: (level) => log.setLevel(level),
    // A file that may be damaged, or is enciphered with a key not at hand, is opened once only; the database at hand may be a stand-in.
    reads: data.mode === 'ready' ? readers : readsOn(data.db),
    verify: () => readers.run(verifyQuery, null),
  });
  const stopPublishing = publishCommits(data.db, live);
  const sessions = createSessions({
    signInRequired: () => listOperators(data.db).some((operator) => operator.active && operator.hasPin),
    idle: { nowMs: clock.nowMs, afterMs: () => readSetting(data.db, 'signOutAfterMs') },
    onWindow: () => goShortly(context),
  });
  if (data.mode === 'ready') await run(services, pool.prewarm(), platform.language);
  if (data.mode === 'ready')
    listeners = startPushListeners(context, services.openShop, timers, (channelId, configJson) => {
      const connector = services.shops.findChannel(channelId);
      if (!connector?.listenPushes) return false;
      const config = readStoredJson(connector.configSchema, configJson);
      return config.ok && holdsConnection(connector, config.value);
    });
  if (data.mode === 'ready') services.relay.start();
  const stops = [stopPublishing, stopCounting];
  if (data.mode === 'ready')
    stops.push(
      startCopyingWal(data.db, readers, timers, log),
      startSearchIndexer({ db: data.db, timers, log: context.log, lightPath }),
      startRushLog(context, timers),
      startCustomsChecker(context, timers),
      startStockPusher(context, timers),
      services.machine.startIfNew(),
      startAlertWatch(context, services.alerts.check, timers),
    );

  return {
    router,
    services,
    sessions,
    log,
    verifyToken(token) {
      try {
        return authenticateApiToken(context, token);
      } catch (error) {
        if (error instanceof AppError) return null;
        throw error;
      }
    },
    receivePush: (shopId, request) => services.receivePush(shopId, request),
    receivePayment: (accountId, request) => services.receivePayment(accountId, request),
    listensAt(address) {
      origin = address;
      services.demo.hostListens();
    },
    async stop() {
      for (const stop of stops) stop();
      await listeners?.stop();
      await services.relay.stop();
      if (data.mode === 'ready') await services.jobs.stop();
      await services.printQueue.stop();
      await services.devices.stop();
      await services.demo.stop();
      await pool.close();
      await pageReader.close();
      await readers.close();
      http.close();
      data.close();
    },
  };
}

/** Triggers carry the counts along: a handful of rows, however many orders there are. */
function countOrders(db: ReadDb): number {
  return db.pluck<[], number | null>('SELECT SUM(n) FROM order_counts').get() ?? 0;
}

/** Takes up what an earlier run left, then begins. Drawing is warmed up beside it: the first label must not wait for fonts. */
async function run(services: Services, warm: Promise<void>, language: Language | undefined): Promise<void> {
  const { context } = services;
  const act: Act = {
    actor: { kind: 'system', id: 'start', name: 'Packbench' },
    source: 'start',
    traceId: context.ids.next(),
  };
  if (language) ensureLanguage(context, act, language);
  services.warehouseId();
  settleInterruptedImports(context);
  context.db.transaction((tx) => ensureBuiltInRules(tx, context.clock.nowMs()));
  const waiting = recoverPrintJobs(context, act);
  if (waiting > 0) context.log.warn({ waiting }, 'prints with an unknown outcome wait for a decision');
  saveDatabaseSchedules(context);
  completeShopSchedules(context, services.shops.findChannel);
  warm.catch((error: unknown) => context.log.error({ error }, 'drawing could not be warmed up'));
  await services.devices.sync();
  services.jobs.start();
  services.printQueue.wakeAll();
  context.log.info({ station: STATION_ID }, 'workstation started');
}

function safetyOf(
  platform: Platform,
  data: OpenedData,
  context: UseCaseContext,
  onDamage: (problem: AppError) => void,
): SafetyServices {
  return {
    files: { folder: data.folder, key: data.keyring?.databaseKey ?? new Uint8Array(32), onDamage },
    keystoreKind: platform.keystore.kind,
    logDir: `${platform.dataDir}/logs`,
    mode: () => (data.mode === 'ready' && !readSetting(context.read, 'firstRunDone') ? 'first_run' : data.mode),
    problem: () => (data.problem ? { code: data.problem.code, data: { ...data.problem.data } } : null),
    rotateRecoveryKey() {
      if (!data.keyring) throw new AppError('ERR_DB_KEY_MISSING', {});
      return data.keyring.rotateRecoveryKey();
    },
    enterRecoveryKey: (recoveryKey) => data.enterRecoveryKey(recoveryKey),
    restart: () => platform.requestRestart(),
  };
}
