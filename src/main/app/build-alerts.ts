import { statfsSync } from 'node:fs';
import { uptime } from 'node:os';
import { z } from 'zod';
import { createAlertWords } from '#main/app/alert-texts.ts';
import { readCredentials, saveCredentials } from '#main/app/credentials.ts';
import type { DeviceHub } from '#main/app/device-hub.ts';
import { outcomeOf } from '#main/app/job-handlers.ts';
import { defineJob, doneUnlessStopped, orGiveUp } from '#main/app/jobs.ts';
import type { RegisteredJob } from '#main/app/jobs.ts';
import { createOpenNotifier } from '#main/app/open-notifier.ts';
import { CHANNELS, NOTIFIERS } from '#main/app/registries.ts';
import type { RefusalCount } from '#main/app/count-refusals.ts';
import type { Services } from '#main/app/services.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import { unlessDamaged } from '#main/db/unless-damaged.ts';
import { createClockWatch } from '#main/lib/clock-watch.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { LiveStates } from '#main/usecases/alerts/alert-condition.ts';
import { ALERT_SEND_TOPIC } from '#main/usecases/alerts/alert-topics.ts';
import type { AlertServices } from '#main/usecases/alerts/check-alerts.ts';
import { createLasting } from '#main/usecases/alerts/lasting.ts';
import type { NotifierServices } from '#main/usecases/alerts/manage-notifiers.ts';
import { sendMessage } from '#main/usecases/alerts/send-message.ts';
import type { OpenNotifier } from '#main/usecases/alerts/send-message.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { readAccess } from '#main/usecases/shops/refresh-access.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface AlertParts {
  readonly context: UseCaseContext;
  readonly sealer: SecretSealer;
  readonly http: HttpClient;
  readonly resourcesDir: string;
  readonly dataDir: string;
  readonly openShop: OpenShop;
  readonly devices: DeviceHub;
  readonly refusals: RefusalCount;
  readonly listenState: Services['listenState'];
  readonly callsOf: Services['callsOf'];
  /** Where the host lends the time it is never wrong. */
  readonly isTimeLent: boolean;
}

export interface BuiltAlerts {
  readonly check: AlertServices;
  readonly notifiers: NotifierServices;
}

/** Robots answer within seconds; a queue of alerts must not stand behind one that does not. */
const SEND_TIMEOUT_MS = 30_000;

/** What alerts look at and whom they tell. */
export function buildAlerts(parts: AlertParts): BuiltAlerts {
  const { context, sealer } = parts;
  const words = createAlertWords(parts.resourcesDir);
  return {
    check: { live: liveStates(parts, createClock(parts)), words, lasts: createLasting(context.clock) },
    notifiers: {
      notifiers: NOTIFIERS.all,
      open: createOpenNotifier(context, sealer, parts.http),
      words,
      saveCredentials: (tx, notifierId, credentials) =>
        saveCredentials(tx, sealer, `notifier:${notifierId}`, credentials, context.clock.nowMs()),
      storedCredentials: (notifierId) => readCredentials(context.read, sealer, `notifier:${notifierId}`),
    },
  };
}

/** Sends the messages, each notifier's by itself. */
export function alertJobs(context: UseCaseContext, open: OpenNotifier): RegisteredJob[] {
  return [
    defineJob({
      topic: ALERT_SEND_TOPIC,
      payloadSchema: z.object({ messageId: z.string() }),
      concurrency: 4,
      async run(run, { messageId }, job) {
        const signal = AbortSignal.any([run.signal, AbortSignal.timeout(SEND_TIMEOUT_MS)]);
        const failure = await sendMessage(context, open, messageId, job.attempt, signal);
        // The message itself says why, and its notifier is an alert.
        return failure ? orGiveUp(outcomeOf(failure)) : doneUnlessStopped(run.signal);
      },
    }),
  ];
}

function createClock({ context: { clock, read }, isTimeLent }: AlertParts): LiveStates['clock'] {
  if (isTimeLent) return () => null;
  const last = read.pluck<[], number>('SELECT at_ms FROM audit_log ORDER BY seq DESC LIMIT 1');
  return createClockWatch(
    clock,
    () => uptime() * 1_000,
    unlessDamaged(() => last.get() ?? null, null),
  );
}

function liveStates(parts: AlertParts, clock: LiveStates['clock']): LiveStates {
  const { context, openShop, devices, refusals, dataDir, listenState, callsOf } = parts;
  return {
    clock,
    listenState,
    callsOf: (shopId) => unlessUnknown(() => callsOf(shopId), { budgets: [], resting: [] }),
    accessOf: (shopId) => readAccess(context, openShop(shopId)),
    signatureFailures: (shopId) => refusals.count(shopId),
    printers: () =>
      devices
        .list()
        .filter(({ kind, enabled }) => kind === 'printer' && enabled)
        .map(({ id, name, live }) => ({
          id,
          name,
          isStopped: live.status === 'blocked' || live.status === 'offline',
          detail: live.detail,
          problem: live.problem,
        })),
    disk() {
      try {
        const { bavail, blocks, bsize } = statfsSync(dataDir);
        return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
      } catch {
        return null;
      }
    },
    channel(channelId) {
      const channel = CHANNELS.find(channelId);
      if (!channel) return null;
      return {
        name: channel.label[readSetting(context.read, 'language')],
        apiVersion: channel.apiVersion,
        apiVersionEndsAtMs: channel.apiVersionEndsAtMs ?? null,
      };
    },
  };
}

/** A shop whose connector is gone makes no calls; its pulls say what is wrong. */
function unlessUnknown<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) return otherwise;
    throw error;
  }
}
