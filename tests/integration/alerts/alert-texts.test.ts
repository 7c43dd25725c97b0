import { describe, expect, it } from 'vitest';
import { createAlertWords } from '#main/app/alert-texts.ts';
import { describeAlert } from '#main/usecases/alerts/describe-alert.ts';
import { LANGUAGES } from '#shared/i18n/languages.ts';
import { BUILT_IN_RULES } from '#core/cleaning/built-in-rules.ts';
import { ALERT_KIND_NAMES, alertKind } from '#shared/model/alerts.ts';
import type { AlertKind } from '#shared/model/alerts.ts';

const words = createAlertWords('resources');

/** What probes may write into the facts, by kind: each has a text of its own. */
const VARIANTS: Partial<Record<AlertKind, readonly Record<string, string>[]>> = {
  token_expiring: [{ state: 'soon' }, { state: 'over' }],
  version_retiring: [{ state: 'soon' }, { state: 'over' }, { state: 'deprecated' }, { state: 'other_version' }],
  push_stuck: [{ way: 'connection' }, { way: 'webhook' }],
  backup_failed: [{ state: 'backup' }, { state: 'copy' }],
  clock_jumped: [{ state: 'moved' }, { state: 'behind' }],
};

describe('texts of alerts', () => {
  it.each(LANGUAGES)('are there for each kind, in %s', (language) => {
    for (const kind of ALERT_KIND_NAMES)
      for (const facts of VARIANTS[kind] ?? [{}]) {
        const described = describeAlert(words, language, 'Asia/Shanghai', {
          kind,
          subject: 's1',
          subjectName: 'Shop',
          severity: 'warning',
          facts,
        });
        for (const text of Object.values(described)) expect(text).not.toContain('kind.');
      }
  });

  it.each(LANGUAGES)('name each thing that can be set, in %s', (language) => {
    for (const kind of ALERT_KIND_NAMES)
      for (const name of Object.keys(alertKind(kind).params))
        expect(words.text(language, `param.${name}`)).not.toBe(`param.${name}`);
  });

  it('show times on the clock of the warehouse, problems in words, and a dash for what is not known', () => {
    const { text } = describeAlert(words, 'en', 'Asia/Shanghai', {
      kind: 'pull_failed',
      subject: 's1',
      subjectName: 'Shop',
      severity: 'warning',
      facts: { sinceAtMs: Date.UTC(2026, 10, 28, 18), code: 'ERR_CHANNEL_UNREACHABLE', vendorText: null },
    });
    expect(text).toContain('2026-11-29 02:00');
    expect(text).not.toContain('ERR_CHANNEL_UNREACHABLE');
    expect(text).toMatch(/said: —$/);
  });

  it('show the time of a check, too, whose name has nothing before it', () => {
    const { text } = describeAlert(words, 'en', 'Asia/Shanghai', {
      kind: 'machine_unfit',
      subject: 's1',
      subjectName: '',
      severity: 'critical',
      facts: { atMs: Date.UTC(2026, 10, 28, 18), version: '1.2.3', failed: 1, all: 8 },
    });
    expect(text).toContain('checked on 2026-11-29 02:00:');
  });

  it('name a day without its first hour', () => {
    const { text } = describeAlert(words, 'en', 'Asia/Shanghai', {
      kind: 'ledger_investigation',
      subject: 's1',
      subjectName: 'Shop',
      severity: 'warning',
      facts: { dayAtMs: Date.UTC(2026, 10, 28, 16), differences: 2, orders: 7 },
    });
    expect(text).toContain('On 2026-11-29 2 of 7');
  });

  it.each(LANGUAGES)('name each cleaning rule of the product, which has no name of its own, in %s', (language) => {
    for (const { id } of BUILT_IN_RULES) {
      const { subject } = describeAlert(words, language, 'Asia/Shanghai', {
        kind: 'cleaning_stopped',
        subject: id,
        subjectName: '',
        severity: 'warning',
        facts: { atMs: 1, errors: 1, seen: 2, percent: 20 },
      });
      expect(subject).not.toBe(id);
    }
  });
});
