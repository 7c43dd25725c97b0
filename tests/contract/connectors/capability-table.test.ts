import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '#main/app/registries.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';

/** Rows of the table in order: what a connector declares, as the docs must say it. */
const ROWS: readonly ((connector: ChannelConnector) => string | boolean)[] = [
  (connector) => connector.apiVersion,
  (connector) => connector.signatureAlgorithm,
  (connector) => connector.authorisation !== undefined,
  (connector) => connector.refreshCredentials !== undefined && connector.accessTerm !== undefined,
  (connector) => connector.capabilities.countOrders,
  (connector) => connector.capabilities.countOrders,
  (connector) => connector.verifyPush !== undefined && connector.capabilities.pushWebhook,
  (connector) => connector.drainPushQueue !== undefined && connector.capabilities.pushQueue,
  (connector) => connector.listenPushes !== undefined,
  (connector) => (connector.rateLimits ?? []).length > 0,
  (connector) => connector.capabilities.confirmShipment,
  (connector) => connector.pushStock !== undefined,
  (connector) => connector.pullListings !== undefined,
  (connector) => connector.pullRefunds !== undefined && connector.readRefund !== undefined,
  (connector) => connector.decryptRecipient !== undefined,
];

interface Table {
  readonly channels: readonly string[];
  /** Cells of each row without its name. */
  readonly rows: readonly (readonly string[])[];
}

function readTable(file: string): Table {
  const text = readFileSync(new URL(`../../../docs/channels/${file}`, import.meta.url), 'utf8');
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith('| | [taobao]'));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith('|'));
  const [head = [], , ...rows] = lines.slice(start, end).map(cellsOf);
  return { channels: head.map((cell) => cell.replace(/^\[(.+)\]\(.*\)$/, '$1')), rows };
}

function cellsOf(line: string): string[] {
  const cells = line.replace(/^\|/, '').replace(/\|$/, '').split('|');
  return cells.slice(1).map((cell) => cell.trim());
}

describe.each([
  { file: 'README.md', yes: 'yes', no: /^no: \S/ },
  { file: 'README.zh-CN.md', yes: '有', no: /^无：\S/ },
])('the table of capabilities in docs/channels/$file', ({ file, yes, no }) => {
  const table = readTable(file);

  it('has a column for every registered channel and a row for every capability', () => {
    expect(table.channels.toSorted()).toEqual(CHANNELS.all.map((channel) => channel.id).toSorted());
    expect(table.rows).toHaveLength(ROWS.length);
  });

  it.each(CHANNELS.all.map((channel) => channel.id))('says of %s what it declares, and why where it cannot', (id) => {
    const connector = CHANNELS.find(id);
    if (!connector) throw new Error(id);
    const column = table.channels.indexOf(id);
    for (const [index, declared] of ROWS.entries()) {
      const cell = table.rows[index]?.[column] ?? '';
      const said = declared(connector);
      if (typeof said === 'string') expect(cell).toBe(said);
      else if (said) expect(cell).toBe(yes);
      else expect(cell).toMatch(no);
    }
  });
});
