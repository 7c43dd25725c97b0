import { expect, it } from 'vitest';
import { endOfConnection } from '#main/host/node/own-browser.ts';

const TABLE = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:A2B1 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11 1
   1: 0100007F:C350 0100007F:A2B1 01 00000000:00000000 00:00000000 00000000  1001        0 12 1
   2: 0100007F:A2B1 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 13 1
   3: 0200A8C0:C351 0100007F:A2B1 01 00000000:00000000 00:00000000 00000000  1000        0 14 1
   4: 0000000000000000FFFF00000100007F:C352 0000000000000000FFFF00000100007F:A2B1 01 0:0 00:0 0 1002 0 15 1
`;
const SERVER = 0xa2b1;

it('finds the user at the other end, not the one of the server', () => {
  expect(endOfConnection(TABLE, 0xc350, SERVER)?.uid).toBe(1001);
});

it('finds a browser that speaks IPv4 through an IPv6 socket', () => {
  expect(endOfConnection(TABLE, 0xc352, SERVER)?.uid).toBe(1002);
});

it('knows nobody behind a connection that is not listed or not from this PC', () => {
  expect(endOfConnection(TABLE, 0xc353, SERVER)).toBeNull();
  expect(endOfConnection(TABLE, 0xc351, SERVER)).toBeNull();
  expect(endOfConnection('', 0xc350, SERVER)).toBeNull();
});
