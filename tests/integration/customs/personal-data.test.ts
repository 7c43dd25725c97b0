import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { putCaseValue, readCaseValues } from '#main/usecases/customs/desk/case-values.ts';
import { cleanPersonalData } from '#main/usecases/customs/papers/clean-personal-data.ts';
import { draftTo, openDeskBed } from '#tests/support/customs/desk-bed.ts';
import { SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const CPF = '52998224725';
const FIVE_YEARS = { keepYears: () => 5 };

let bed: ReturnType<typeof openDeskBed>;
let orderId: string;

beforeEach(() => {
  bed = openDeskBed();
  onTestFinished(() => bed.close());
  bed.describeGoods(bed.addSku('A', 1_000));
  bed.saveSender();
  bed.intake([draftTo('BR', 'O-1', 'A')]);
  bed.judge();
  orderId = bed.case('O-1')?.orderId ?? '';
  bed.context.db.transaction((tx) => {
    const atMs = bed.context.clock.nowMs();
    putCaseValue(tx, orderId, 'recipient.numbers.cpf', { value: CPF, source: 'buyer', setBy: 'Li', atMs });
    tx.prepare<[number]>(
      "INSERT INTO customs_fills (id, field, filled_by, at_ms) VALUES ('f1', 'recipient.numbers.cpf', 'Li', ?)",
    ).run(atMs);
    tx.prepare<[string, string]>(
      "INSERT INTO customs_fill_items (fill_id, order_id, after_value) VALUES ('f1', ?, ?)",
    ).run(orderId, CPF);
  });
});

const run = (sql: string, ...values: (string | number)[]): void =>
  bed.context.db.transaction((tx) => void tx.prepare<(string | number)[]>(sql).run(...values));
const close = (): void => run('UPDATE customs_cases SET is_open = 0 WHERE order_id = ?', orderId);
const eraseRecipient = (): void =>
  run("UPDATE order_recipients SET name = '', street = '', erased_at_ms = 1 WHERE order_id = ?", orderId);
const clean = (): number => cleanPersonalData(bed.context, FIVE_YEARS, SYSTEM_ACT);
const count = (table: string): number =>
  bed.context.read.pluck<[], number>(`SELECT COUNT(*) FROM ${table}`).get() ?? -1;

/** Any paper of the order: what stands in the archive is not under test. */
const keepPaper = (): void =>
  run(
    `INSERT INTO customs_documents (id, order_id, kind, number, order_number, tracking_number, country, ship_date, declaration, declaration_sha256, options_json,
       rule_version, template_version, sha256, page_count, byte_length, pdf, created_at_ms, created_by, keep_until, reason)
     VALUES ('d1', ?, 'cn23', 'N', 'O-1', '', 'BR', '2026-11-28', x'', '', '{}', '1', 1, '', 1, 0, x'', 0, 'Li', '2031-11-28', '')`,
    orderId,
  );

describe('numbers that customs asked of buyers', () => {
  it('go when the personal data of their order were erased, also from what can be undone; papers stay for their term', () => {
    keepPaper();
    close();
    expect(clean()).toBe(0);
    eraseRecipient();
    expect(clean()).toBe(1);
    expect(readCaseValues(bed.context.read, orderId).size).toBe(0);
    expect(count('customs_fill_items')).toBe(0);
    expect(count('customs_documents')).toBe(1);
    expect(clean()).toBe(0);
    const audit = bed.context.read.pluck<[], string>('SELECT act || data_json FROM audit_log').all().join('\n');
    expect(audit).toContain('customs.personal_data_erased');
    expect(audit).not.toContain(CPF);
  });

  it('stay while the order is open', () => {
    eraseRecipient();
    expect(clean()).toBe(0);
    expect(readCaseValues(bed.context.read, orderId).get('recipient.numbers.cpf')?.value).toBe(CPF);
  });

  it('go when the term is over and no paper needs them any more', () => {
    close();
    const afterTermMs = bed.context.clock.nowMs() + 5 * 366 * 86_400_000 + 86_400_000;
    expect(clean()).toBe(0);
    bed.clock.atMs = afterTermMs;
    keepPaper();
    expect(clean()).toBe(0);
    run('DELETE FROM customs_documents');
    expect(clean()).toBe(1);
    expect(count('customs_case_values')).toBe(0);
  });
});

describe('files for customs, posts and brokers', () => {
  it('go after their term; what they were and for which orders stays', () => {
    const atMs = bed.context.clock.nowMs();
    run(
      `INSERT INTO customs_exports (id, number, format, transport_json, state, parcel_count, done_count, left_out_count, file_name, sha256, act_json, made_by, created_at_ms)
       VALUES ('e1', 'X-1', 'itmatt_json', '{}', 'made', 1, 1, 0, 'x.json', 'ab', '{}', 'Li', ?)`,
      atMs,
    );
    run("INSERT INTO customs_export_files (export_id, content) VALUES ('e1', x'00')");
    expect(clean()).toBe(0);
    bed.clock.atMs = atMs + 5 * 366 * 86_400_000 + 86_400_000;
    close();
    expect(clean()).toBe(2);
    expect(count('customs_export_files')).toBe(0);
    expect(count('customs_exports')).toBe(1);
  });
});
