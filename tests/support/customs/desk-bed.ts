import { checkDeclaration, requiredPapers } from '#core/customs/check-declaration.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { checkDue } from '#main/usecases/customs/desk/check-due.ts';
import type { CheckTools } from '#main/usecases/customs/desk/check-tools.ts';
import { saveProfile } from '#main/usecases/customs/desk/manage-profiles.ts';
import { readCustomsRules } from '#main/usecases/customs/rules/read-customs-rules.ts';
import type { CustomsLane } from '#shared/model/customs-rules.ts';
import { EMPTY_PROFILE } from '#shared/model/customs-profile.ts';
import { OrderId } from '#shared/model/ids.ts';
import { sampleWorld } from '#tests/support/customs/sample-world.ts';
import { openUseCaseBed, paidDraft, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

/** A lane that only asks for a tax number: what the desk does with numbers is under test, not what Brazil wants this year. */
const BRAZIL: CustomsLane = {
  lane: 'BR',
  titleEn: 'Brazil',
  titleZh: '巴西',
  territories: ['BR'],
  rules: [
    {
      id: 'br.test-number',
      validFrom: null,
      validTo: null,
      severity: 'block',
      confidence: 'V',
      sourceRef: 'test',
      checkedOn: '2026-11-22',
      textEn: 'Brazil asks for the CPF or CNPJ of the recipient.',
      textZh: '巴西要求收件人的 CPF 或 CNPJ。',
      fixEn: 'Ask the buyer.',
      fixZh: '请询问买家。',
      condition: {},
      effect: { do: 'number', of: ['recipient'], kinds: ['cpf', 'cnpj'] },
    },
  ],
};

/** The base rules of the product, Brazil's test lane, and round rates of exchange. */
export function testTools(db: ReadDb): CheckTools {
  const known = readCustomsRules(db);
  const rules = { ...known, lanes: [...known.lanes.filter(({ lane }) => lane === '*'), BRAZIL] };
  const world = sampleWorld({ USD: 0.9, CNY: 0.125 });
  return {
    world: () => world,
    ruleVersion: String(rules.version),
    check: (declaration) => checkDeclaration(declaration, rules, world),
    papers: (declaration) => requiredPapers(declaration, rules, world).map(({ kind }) => kind),
  };
}

/** A paid order that goes abroad. */
export function draftTo(
  country: string,
  number: string,
  skuCode: string,
  change: Partial<OrderDraft> = {},
): OrderDraft {
  const draft = paidDraft(number, skuCode, 1);
  return {
    ...draft,
    currency: 'USD',
    recipient: {
      name: 'Ana Souza',
      phone: '+5511987654321',
      country,
      province: '',
      city: 'Sao Paulo',
      district: '',
      town: '',
      street: 'Avenida Paulista 1000',
      postcode: '01310-100',
      isMasked: false,
    },
    ...change,
  };
}

/** A warehouse with a sender for every shop, and goods of which customs knows all that the base rules ask for. */
export function openDeskBed() {
  const bed = openUseCaseBed();
  return {
    ...bed,
    saveSender(): void {
      saveProfile(bed.context, SYSTEM_ACT, {
        shopId: '',
        version: 0,
        profile: {
          ...EMPTY_PROFILE,
          exporter: {
            ...EMPTY_PROFILE.exporter,
            company: 'Hangzhou Example Trading Co., Ltd.',
            name: 'Li Na',
            street: '1 Wensan Road',
            city: 'Hangzhou',
            province: 'Zhejiang',
            postcode: '310000',
            phone: '+8657112345678',
            numbers: [{ kind: 'uscc', value: '91110000600037341L' }],
          },
        },
      });
    },
    describeGoods(skuId: string, hsCode = '610910'): void {
      bed.context.db.transaction((tx) => {
        tx.prepare<[string]>(
          `INSERT OR REPLACE INTO customs_goods (sku_id, description_en, descriptions_json, material, use_en, origin_country, net_weight_g, unit_code, brand,
             brand_kind, model, gtin, manufacturer_product_id, battery_json, danger_class, flags_json, value_policy_json, elements_json, version, created_at_ms, updated_at_ms)
           VALUES (?, 'Knitted cotton T-shirt for women', '{}', 'cotton', 'clothing for women', 'CN', 80, '011', '', '0', '', '', '',
             '{"kind":"none","cellMwh":null,"batteryMwh":null,"cellCount":0,"batteryCount":0,"chargePercent":null}', '', '[]', '{"kind":"paid"}', '[]', 1, 0, 0)`,
        ).run(skuId);
        tx.prepare<[string, string]>(
          "INSERT OR REPLACE INTO customs_hs_codes (sku_id, scheme, code) VALUES (?, 'hs6', ?)",
        ).run(skuId, hsCode);
      });
    },
    /** Judges until nothing is due. */
    judge(): void {
      for (let turn = 0; turn < 50; turn += 1) if (checkDue(bed.context, testTools, 20) === 0) return;
      throw new Error('the desk never comes to rest');
    },
    case(number: string) {
      const row = bed.context.read
        .prepare<
          [string],
          { order_id: string; state: string; territory: string; version: number; block_count: number }
        >('SELECT c.* FROM customs_cases c JOIN orders o ON o.id = c.order_id WHERE o.external_number = ?')
        .get(number);
      return row && { ...row, orderId: OrderId.parse(row.order_id) };
    },
    holds(number: string): string[] {
      return bed.context.read
        .pluck<[string], string>(
          'SELECT h.reason_code FROM order_holds h JOIN orders o ON o.id = h.order_id WHERE o.external_number = ? ORDER BY 1',
        )
        .all(number);
    },
    blocked(orderId: string): string[] {
      return bed.context.read
        .pluck<[string], string>(
          "SELECT DISTINCT field FROM customs_findings WHERE order_id = ? AND severity = 'block' ORDER BY field",
        )
        .all(orderId);
    },
  };
}
