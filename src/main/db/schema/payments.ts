import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Payment accounts, payments, what was told about them, and repairs by hand. */

export const paymentAccounts = sqliteTable('payment_accounts', {
  id: text('id').primaryKey(),
  providerId: text('provider_id').notNull(),
  name: text('name').notNull(),
  shopId: text('shop_id'),
  numberPattern: text('number_pattern').notNull(),
  configJson: text('config_json').notNull(),
  enabled: integer('enabled').notNull().default(1),
  refusalJson: text('refusal_json'),
  refusedAtMs: integer('refused_at_ms'),
  keysAskedAtMs: integer('keys_asked_at_ms').notNull().default(0),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
});

export const payments = sqliteTable('payments', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  outTradeNo: text('out_trade_no').notNull(),
  orderNumber: text('order_number').notNull(),
  orderId: text('order_id'),
  tradeNumber: text('trade_number').notNull(),
  vendorState: text('vendor_state').notNull(),
  amountMinor: integer('amount_minor'),
  currency: text('currency').notNull(),
  merchant: text('merchant').notNull(),
  state: text('state').notNull(),
  reasonJson: text('reason_json'),
  attempts: integer('attempts').notNull().default(0),
  round: integer('round').notNull().default(1),
  nextAttemptAtMs: integer('next_attempt_at_ms'),
  paidAtMs: integer('paid_at_ms'),
  confirmedAtMs: integer('confirmed_at_ms'),
  createdAtMs: integer('created_at_ms').notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
});

export const paymentMessages = sqliteTable('payment_messages', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  paymentId: text('payment_id').notNull(),
  kind: text('kind').notNull(),
  topic: text('topic').notNull(),
  deliveryId: text('delivery_id'),
  contentType: text('content_type').notNull(),
  payload: blob('payload', { mode: 'buffer' }).notNull(),
  payloadBytes: integer('payload_bytes').notNull(),
  sha256: text('sha256').notNull(),
  factsJson: text('facts_json').notNull(),
  verdict: text('verdict').notNull(),
  reasonJson: text('reason_json'),
  receivedAtMs: integer('received_at_ms').notNull(),
  seenCount: integer('seen_count').notNull().default(1),
  lastSeenAtMs: integer('last_seen_at_ms').notNull(),
});

export const paymentRepairs = sqliteTable('payment_repairs', {
  id: text('id').primaryKey(),
  orderId: text('order_id').notNull(),
  paymentId: text('payment_id'),
  amountMinor: integer('amount_minor').notNull(),
  currency: text('currency').notNull(),
  reference: text('reference').notNull(),
  note: text('note').notNull(),
  state: text('state').notNull(),
  askedById: text('asked_by_id').notNull(),
  askedByName: text('asked_by_name').notNull(),
  askedAtMs: integer('asked_at_ms').notNull(),
  decidedById: text('decided_by_id'),
  decidedByName: text('decided_by_name'),
  decidedAtMs: integer('decided_at_ms'),
  decideNote: text('decide_note').notNull().default(''),
  proofName: text('proof_name').notNull(),
  proofMime: text('proof_mime').notNull(),
  proofSha256: text('proof_sha256').notNull(),
  proofBytes: integer('proof_bytes').notNull(),
});

export const paymentProofs = sqliteTable('payment_proofs', {
  repairId: text('repair_id').primaryKey(),
  content: blob('content', { mode: 'buffer' }).notNull(),
});
