import { createAlertWords } from '#main/app/alert-texts.ts';
import { alertJobs } from '#main/app/build-alerts.ts';
import { createJobEngine } from '#main/app/job-engine.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Notifier, NotifierMessage } from '#main/plugins/notifiers/notifier.ts';
import type { LiveStates } from '#main/usecases/alerts/alert-condition.ts';
import { checkAlerts } from '#main/usecases/alerts/check-alerts.ts';
import { createLasting } from '#main/usecases/alerts/lasting.ts';
import { listAlerts } from '#main/usecases/alerts/list-alerts.ts';
import { createNotifier } from '#main/usecases/alerts/manage-notifiers.ts';
import type { NotifierChoices } from '#main/usecases/alerts/manage-notifiers.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { findSettingRow } from '#main/db/repos/settings-repo.ts';
import { ManualTime } from '#tests/support/manual-time.ts';
import { SYSTEM_ACT, openUseCaseBed } from '#tests/support/use-case-bed.ts';
import { z } from 'zod';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** All is well. */
const CALM: LiveStates = {
  listenState: () => null,
  callsOf: () => ({ budgets: [], resting: [] }),
  accessOf: () => null,
  signatureFailures: () => 0,
  printers: () => [],
  clock: () => null,
  disk: () => ({ freeBytes: 50, totalBytes: 100 }),
  channel: (id) => ({ name: id.toUpperCase(), apiVersion: '1', apiVersionEndsAtMs: null }),
};

/** One shop with credentials, notifiers that keep what they are told, and a clock that is moved by hand. */
export function openAlertsBed() {
  const bed = openUseCaseBed();
  const time = new ManualTime(bed.clock.atMs);
  const context = { ...bed.context, clock: time };
  const live: { -readonly [Key in keyof LiveStates]: LiveStates[Key] } = { ...CALM };
  const words = createAlertWords('resources');
  const sent: (NotifierMessage & { readonly to: string })[] = [];
  const failures = new Map<string, PluginFailure>();
  context.db.transaction((tx) =>
    tx
      .prepare<[Uint8Array]>("INSERT INTO secrets (name, box, updated_at_ms) VALUES ('shop:s1', ?, 0)")
      .run(new Uint8Array(1)),
  );

  const plugin: Notifier = {
    id: 'test',
    label: { en: 'Test', 'zh-CN': '测试' },
    configSchema: z.object({}),
    credentialsSchema: z.object({}),
    longestBytes: 10_000,
    send: () => Promise.reject(new Error('is given another one')),
  };
  const nameOf = (id: string): string =>
    context.read.pluck<[string], string>('SELECT name FROM notifiers WHERE id = ?').get(id) ?? '';
  const services = {
    notifiers: [plugin],
    words,
    saveCredentials() {},
    storedCredentials: () => ({}),
    open: (id: string) => ({
      plugin: {
        ...plugin,
        send(_context: unknown, message: NotifierMessage) {
          const failure = failures.get(nameOf(id));
          if (failure) return Promise.resolve(failed(failure));
          sent.push({ ...message, to: nameOf(id) });
          return Promise.resolve(succeeded(null));
        },
      },
      context: () => ({
        config: {},
        credentials: {},
        http: { send: () => Promise.reject(new Error('nobody is asked')) },
        mail: { send: () => Promise.reject(new Error('nobody is asked')) },
        clock: time,
        signal: new AbortController().signal,
      }),
    }),
  };
  const jobs = createJobEngine({
    db: context.db,
    clock: time,
    ids: context.ids,
    timers: time,
    random: () => 0.5,
    jobs: alertJobs(context, services.open),
    onError: (error) => {
      throw error;
    },
  });
  jobs.start();
  const lasts = createLasting(time);

  return {
    ...bed,
    context,
    time,
    live,
    sent,
    failures,
    services,
    jobs,
    async close() {
      await jobs.stop();
      bed.close();
    },
    /** One look, and all that it sends. */
    async look(afterMs = 0): Promise<void> {
      time.advance(afterMs);
      checkAlerts(context, { live, words, lasts });
      await jobs.whenIdle();
    },
    addNotifier(name: string, choices: Partial<NotifierChoices> = {}): string {
      return createNotifier(context, services, SYSTEM_ACT, {
        pluginId: 'test',
        name,
        language: 'en',
        leastSeverity: 'info',
        tellsResolved: true,
        config: {},
        credentials: {},
        ...choices,
      }).id;
    },
    set(name: string, value: unknown): void {
      setSetting(context, { name, value, version: findSettingRow(context.read, name)?.version ?? 0 }, SYSTEM_ACT);
    },
    alerts: () => listAlerts(context.read, { limit: 100 }).alerts,
    /** `Ann: title` of what was sent since the last time it was asked. */
    told(): string[] {
      return sent.splice(0).map(({ to, title }) => `${to}: ${title.replace('Station 1 · ', '')}`);
    },
    parkJobs(n: number): void {
      context.db.transaction((tx) => {
        tx.prepare<[]>("DELETE FROM jobs WHERE topic = 'test'").run();
        for (let each = 0; each < n; each += 1)
          tx.prepare<[string, string]>(
            "INSERT INTO jobs (id, topic, job_key, payload_json, state, attempts, max_attempts, due_at_ms, created_at_ms) VALUES (?, 'test', ?, '{}', 'parked', 1, 1, 0, 0)",
          ).run(`parked-${each}`, `parked-${each}`);
      });
    },
  };
}

export type AlertsBed = ReturnType<typeof openAlertsBed>;
