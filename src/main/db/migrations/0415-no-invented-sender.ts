import type { Migration } from '#main/db/migrations/migration.ts';

/** Warehouses were made with an invented sender that nobody could change; labels wait for a real one instead of naming it. */
export const noInventedSender: Migration = {
  id: 415,
  name: 'no-invented-sender',
  sql: `
UPDATE warehouses
SET sender_json = '{"name":"","phone":"","country":"CN","province":"","city":"","district":"","town":"","street":"","postcode":"","isMasked":false}'
WHERE json_extract(sender_json, '$.phone') = '13800000000' AND json_extract(sender_json, '$.street') = '仓库路 1 号';
`,
};
