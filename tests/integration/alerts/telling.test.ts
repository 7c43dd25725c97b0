import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countOpenJobs } from '#main/db/repos/jobs-repo.ts';
import { acknowledgeAlert, resolveAlert } from '#main/usecases/alerts/settle-alert.ts';
import { listMessages } from '#main/usecases/alerts/list-alerts.ts';
import { listNotifiers, removeNotifier, testNotifier, updateNotifier } from '#main/usecases/alerts/manage-notifiers.ts';
import { saveAlertRule } from '#main/usecases/alerts/manage-rules.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { findSettingRow } from '#main/db/repos/settings-repo.ts';
import { HOUR_MS, MINUTE_MS, openAlertsBed } from '#tests/integration/alerts/alerts-bed.ts';
import type { AlertsBed } from '#tests/integration/alerts/alerts-bed.ts';
import { SYSTEM_ACT } from '#tests/support/use-case-bed.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';

let bed: AlertsBed;
beforeEach(() => {
  bed = openAlertsBed();
});
afterEach(() => bed.close());

const WORK = 'Warning: Work that needs a person';
const ann = { ...SYSTEM_ACT, actor: { kind: 'operator', id: 'ann', name: 'Ann' } } as const;
const failure = (kind: PluginFailure['kind'], retryAfterMs: number | null = null): PluginFailure => ({
  kind,
  code: kind === 'retry' ? 'ERR_NOTIFIER_THROTTLED' : 'ERR_NOTIFIER_AUTH',
  retryAfterMs,
  vendorCode: '310000',
  vendorText: 'sign not match',
});
const messages = () => listMessages(bed.context.read, { limit: 50 });

describe('a trouble', () => {
  it('is one alert however often it is seen, told once, noted anew when it changes, and closed when it ends', async () => {
    bed.addNotifier('Group');
    bed.parkJobs(1);
    await bed.look();
    await bed.look(MINUTE_MS);
    bed.parkJobs(3);
    await bed.look(MINUTE_MS);
    expect(bed.alerts()).toMatchObject([{ kind: 'jobs_parked', state: 'open', count: 2, facts: { jobs: 3 } }]);
    expect(bed.told()).toEqual([`Group: ${WORK}`]);
    bed.parkJobs(0);
    await bed.look(MINUTE_MS);
    expect(bed.alerts()).toMatchObject([{ state: 'resolved', resolvedBy: null }]);
    expect(bed.told()).toEqual(['Group: Over: Work that needs a person']);
    bed.parkJobs(1);
    await bed.look(MINUTE_MS);
    expect(bed.alerts().map(({ state }) => state)).toEqual(['open', 'resolved']);
  });

  it('writes nothing while nothing changes', async () => {
    bed.parkJobs(1);
    await bed.look();
    let commits = 0;
    const stop = bed.context.db.onCommit(() => {
      commits += 1;
    });
    await bed.look(MINUTE_MS);
    await bed.look(MINUTE_MS);
    stop();
    expect(commits).toBe(0);
  });

  it('that a person closed stays closed while it is the same, and comes back when it changes', async () => {
    bed.addNotifier('Group');
    bed.parkJobs(1);
    await bed.look();
    const [alert] = bed.alerts();
    resolveAlert(bed.context, ann, { id: alert?.id ?? '', reason: 'known' });
    await bed.look(MINUTE_MS);
    expect(bed.told().at(-1)).toBe('Group: Closed by Ann: Work that needs a person');
    expect(bed.alerts()).toMatchObject([{ state: 'resolved', resolvedBy: 'Ann', resolveReason: 'known' }]);
    bed.parkJobs(2);
    await bed.look(MINUTE_MS);
    expect(bed.alerts()).toHaveLength(2);
  });

  it('that a person closed comes back when it had ended', async () => {
    bed.parkJobs(1);
    await bed.look();
    resolveAlert(bed.context, ann, { id: bed.alerts()[0]?.id ?? '', reason: 'known' });
    bed.parkJobs(0);
    await bed.look(MINUTE_MS);
    bed.parkJobs(1);
    await bed.look(MINUTE_MS);
    expect(bed.alerts().filter(({ state }) => state === 'open')).toHaveLength(1);
  });

  it('is left as it is when nobody can tell how it stands', async () => {
    bed.live.printers = () => [{ id: 'p1', name: 'Zebra', isStopped: true, detail: 'paper out', problem: null }];
    await bed.look();
    await bed.look(11 * MINUTE_MS);
    expect(bed.alerts()).toMatchObject([{ kind: 'printer_blocked', state: 'open' }]);
    bed.live.disk = () => {
      throw new Error('no disk');
    };
    bed.live.printers = () => [];
    await bed.look(MINUTE_MS);
    expect(bed.alerts()).toMatchObject([{ kind: 'printer_blocked', state: 'open' }]);
  });
});

describe('rules', () => {
  const rule = (change: object) =>
    saveAlertRule(bed.context, ann, {
      kind: 'jobs_parked',
      version: findSettingRow(bed.context.read, 'alertRules')?.version ?? 0,
      ...change,
    });

  it('decide whether, from when on, how bad, and who is told', async () => {
    const one = bed.addNotifier('One');
    bed.addNotifier('Two');
    rule({ params: { jobs: 3 }, severity: 'critical', notifierIds: [one] });
    bed.parkJobs(2);
    await bed.look();
    expect(bed.alerts()).toEqual([]);
    bed.parkJobs(3);
    await bed.look();
    expect(bed.alerts()).toMatchObject([{ severity: 'critical' }]);
    expect(bed.told()).toEqual(['One: Critical: Work that needs a person']);
    rule({ enabled: false });
    await bed.look();
    expect(bed.alerts()).toMatchObject([{ state: 'resolved' }]);
  });

  it('take no value out of bounds and no change over somebody else’s', () => {
    expect(() => rule({ params: { jobs: 0 } })).toThrow('ERR_HOST_INPUT_INVALID');
    rule({ enabled: false });
    expect(() => rule({ version: 0, enabled: true })).toThrow('ERR_HOST_SETTING_CONFLICT');
  });

  it('name no notifier that was removed; a rule that named it alone tells all others', async () => {
    const gone = bed.addNotifier('Gone');
    const stays = bed.addNotifier('Stays');
    rule({ notifierIds: [gone] });
    bed.set('alertEscalation', {
      leastSeverity: 'info',
      steps: [
        { afterMinutes: 5, notifierIds: [gone] },
        { afterMinutes: 9, notifierIds: [gone, stays] },
      ],
    });
    removeNotifier(bed.context, ann, gone);
    expect(readSetting(bed.context.read, 'alertEscalation').steps).toEqual([{ afterMinutes: 9, notifierIds: [stays] }]);
    bed.parkJobs(1);
    await bed.look();
    expect(bed.told()).toEqual([`Stays: ${WORK}`]);
  });

  it('show on screen only what no notifier is named for', async () => {
    bed.addNotifier('Group');
    rule({ notifierIds: [] });
    bed.parkJobs(1);
    await bed.look();
    expect(bed.alerts()).toMatchObject([{ state: 'open', toldFromMs: null }]);
    expect(bed.told()).toEqual([]);
  });

  it('leave a notifier alone that wants to hear of worse only', async () => {
    bed.addNotifier('Boss', { leastSeverity: 'critical' });
    bed.parkJobs(1);
    bed.live.disk = () => ({ freeBytes: 1, totalBytes: 100 });
    await bed.look();
    expect(bed.told()).toEqual(['Boss: Critical: The disk is nearly full']);
  });
});

describe('messages', () => {
  it('are not more than may go in ten minutes; the rest goes together into the next', async () => {
    bed.addNotifier('Group', { tellsResolved: false });
    bed.set('alertMessagesPerTenMinutes', 2);
    for (const jobs of [1, 0, 1, 0, 1, 0, 1]) {
      bed.parkJobs(jobs);
      await bed.look(1_000);
    }
    bed.live.disk = () => ({ freeBytes: 1, totalBytes: 100 });
    await bed.look(1_000);
    expect(bed.told()).toHaveLength(2);
    expect(messages()).toMatchObject({ held: 2, dropped: 1 });
    await bed.look(10 * MINUTE_MS);
    expect(bed.told()).toEqual(['Group: 2 alerts']);
    expect(messages().messages[0]?.text).toMatch(
      /^【Critical】The disk is nearly full[\s\S]*【Warning】Work that needs/,
    );
  });

  it('name eight alerts and say how many more there are', async () => {
    bed.addNotifier('Group');
    bed.live.printers = () =>
      Array.from({ length: 20 }, (_, n) => ({
        id: `p${n}`,
        name: `Printer ${n}`,
        isStopped: true,
        detail: '',
        problem: null,
      }));
    await bed.look();
    await bed.look(11 * MINUTE_MS);
    const text = bed.sent[0]?.text ?? '';
    expect(bed.told()).toEqual(['Group: 20 alerts']);
    expect(text.match(/【Warning】Printer/g)).toHaveLength(8);
    expect(text).toMatch(/and 12 more/);
  });

  it('are in the language of their notifier', async () => {
    bed.addNotifier('群', { language: 'zh-CN' });
    bed.parkJobs(2);
    await bed.look();
    expect(bed.sent[0]?.title).toContain('警告：有任务需要人处理');
    expect(bed.sent[0]?.text).toContain('搁置的任务：2');
  });

  it('are tried again when a notifier asks to wait, and what comes meanwhile goes into the next one', async () => {
    bed.addNotifier('Group');
    bed.failures.set('Group', failure('retry', 600_000));
    bed.parkJobs(1);
    await bed.look();
    bed.live.disk = () => ({ freeBytes: 1, totalBytes: 100 });
    await bed.look(MINUTE_MS);
    bed.failures.clear();
    await bed.look(10 * MINUTE_MS);
    await bed.look(MINUTE_MS);
    expect(bed.told()).toEqual([`Group: ${WORK}`, 'Group: Critical: The disk is nearly full']);
    expect(messages().messages.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['sent', 1],
      ['sent', 2],
    ]);
  });

  it('that fail for good are an alert themselves, told by the others, and over with the next that goes out', async () => {
    const id = bed.addNotifier('Broken');
    bed.addNotifier('Sound');
    bed.failures.set('Broken', failure('auth'));
    bed.parkJobs(1);
    await bed.look();
    await bed.look(MINUTE_MS);
    expect(bed.alerts().find(({ kind }) => kind === 'notifier_failing')).toMatchObject({
      subject: id,
      state: 'open',
      facts: { code: 'ERR_NOTIFIER_AUTH', vendorCode: '310000', vendorText: 'sign not match' },
    });
    expect(bed.told()).toEqual([`Sound: ${WORK}`, 'Sound: Warning: Broken · A notifier does not get through']);
    // The job of that message has given up: it is no second alert, and not counted as parked.
    expect(bed.alerts().find(({ kind }) => kind === 'jobs_parked')).toMatchObject({ facts: { jobs: 1 } });
    expect(countOpenJobs(bed.context.read)).toEqual({ waiting: 0, parked: 1 });
    bed.failures.clear();
    expect(await testNotifier(bed.context, bed.services, id, new AbortController().signal)).toEqual({
      ok: true,
      problem: null,
    });
    await bed.look(MINUTE_MS);
    expect(bed.alerts().find(({ kind }) => kind === 'notifier_failing')).toMatchObject({ state: 'resolved' });
    expect(listNotifiers(bed.context.read).find((notifier) => notifier.id === id)).toMatchObject({ problem: null });
  });

  it('wait for nobody who was switched off', async () => {
    const id = bed.addNotifier('Group');
    bed.set('alertQuietHours', { enabled: true, fromMinute: 0, untilMinute: 1_439, criticalPasses: false });
    bed.parkJobs(1);
    await bed.look();
    expect(messages()).toMatchObject({ held: 1 });
    updateNotifier(bed.context, bed.services, ann, { id, enabled: false });
    expect(messages()).toMatchObject({ held: 0, dropped: 1 });
  });
});

/** The bed begins at ten in the morning in Shanghai. */
describe('quiet hours', () => {
  beforeEach(() =>
    bed.set('alertQuietHours', { enabled: true, fromMinute: 22 * 60, untilMinute: 8 * 60, criticalPasses: true }),
  );

  it('keep what is not critical until their end, together', async () => {
    bed.addNotifier('Group');
    bed.time.advance(13 * HOUR_MS);
    bed.parkJobs(1);
    await bed.look();
    expect(bed.told()).toEqual([]);
    bed.live.disk = () => ({ freeBytes: 1, totalBytes: 100 });
    await bed.look(MINUTE_MS);
    expect(bed.told()).toEqual(['Group: Critical: The disk is nearly full']);
    await bed.look(9 * HOUR_MS);
    expect(bed.told()).toEqual([`Group: ${WORK}`]);
  });

  it('wake nobody for what was over by morning, and the history says so', async () => {
    bed.addNotifier('Group');
    bed.time.advance(13 * HOUR_MS);
    bed.parkJobs(1);
    await bed.look();
    bed.parkJobs(0);
    await bed.look(HOUR_MS);
    await bed.look(10 * HOUR_MS);
    expect(bed.told()).toEqual([]);
    expect(messages()).toMatchObject({ messages: [], held: 0, dropped: 1 });
  });
});

describe('escalation', () => {
  let group: string;
  let lead: string;
  let boss: string;
  beforeEach(() => {
    group = bed.addNotifier('Group');
    lead = bed.addNotifier('Lead');
    boss = bed.addNotifier('Boss', { leastSeverity: 'critical' });
    saveAlertRule(bed.context, ann, { kind: 'jobs_parked', version: 0, notifierIds: [group] });
    bed.set('alertEscalation', {
      leastSeverity: 'warning',
      steps: [
        { afterMinutes: 15, notifierIds: [lead] },
        { afterMinutes: 30, notifierIds: [boss] },
      ],
    });
    bed.parkJobs(1);
  });

  it('calls the next receivers one after the other while nobody takes it on', async () => {
    await bed.look();
    expect(bed.told()).toEqual([`Group: ${WORK}`]);
    await bed.look(14 * MINUTE_MS);
    expect(bed.told()).toEqual([]);
    await bed.look(MINUTE_MS);
    expect(bed.told()).toEqual(['Lead: Still open: Work that needs a person']);
    await bed.look(15 * MINUTE_MS);
    expect(bed.told()).toEqual(['Boss: Still open: Work that needs a person']);
    await bed.look(60 * MINUTE_MS);
    expect(bed.told()).toEqual([]);
    expect(bed.alerts()).toMatchObject([{ escalatedSteps: 2 }]);
  });

  it('ends with whoever takes it on, whose name stays', async () => {
    await bed.look();
    const id = bed.alerts()[0]?.id ?? '';
    acknowledgeAlert(bed.context, ann, id);
    acknowledgeAlert(bed.context, SYSTEM_ACT, id);
    await bed.look(60 * MINUTE_MS);
    expect(bed.told()).toEqual([`Group: ${WORK}`]);
    expect(bed.alerts()).toMatchObject([{ state: 'acknowledged', acknowledgedBy: 'Ann' }]);
    bed.parkJobs(0);
    await bed.look();
    expect(() => acknowledgeAlert(bed.context, ann, id)).toThrow('ERR_ALERT_RESOLVED');
  });

  it('counts from when the first ones were told, not from the quiet hours', async () => {
    bed.set('alertQuietHours', { enabled: true, fromMinute: 22 * 60, untilMinute: 8 * 60, criticalPasses: true });
    bed.time.advance(21 * HOUR_MS + 50 * MINUTE_MS);
    await bed.look();
    await bed.look(10 * MINUTE_MS);
    await bed.look(14 * MINUTE_MS);
    expect(bed.told()).toEqual([`Group: ${WORK}`]);
    await bed.look(2 * MINUTE_MS);
    expect(bed.told()).toEqual(['Lead: Still open: Work that needs a person']);
  });

  it('tells those it called that it is over', async () => {
    await bed.look();
    await bed.look(16 * MINUTE_MS);
    bed.told();
    bed.parkJobs(0);
    await bed.look(MINUTE_MS);
    expect(bed.told()).toEqual(['Group: Over: Work that needs a person', 'Lead: Over: Work that needs a person']);
  });
});
