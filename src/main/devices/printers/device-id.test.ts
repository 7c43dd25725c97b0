import { expect, test } from 'vitest';
import { readDeviceId } from '#main/devices/printers/device-id.ts';

test.each([
  ['MFG:TSC;CMD:TSPL;MDL:TE244;CLS:PRINTER;', { manufacturer: 'TSC', model: 'TE244', languageIds: ['tspl'] }],
  [
    'MANUFACTURER:Zebra Technologies ;COMMAND SET:ZPL,EPL;MODEL:ZTC GK420d;CLASS:PRINTER;',
    { manufacturer: 'Zebra Technologies', model: 'ZTC GK420d', languageIds: ['zpl', 'epl2'] },
  ],
  ['MFG:EPSON;CMD:ESC/POS;MDL:TM-L90;', { manufacturer: 'EPSON', model: 'TM-L90', languageIds: ['escpos'] }],
  // USB puts the length in front, two bytes.
  ['\x00\x1cMFG:X;CMD:PCL;MDL:Y:2;', { manufacturer: 'X', model: 'Y:2', languageIds: [] }],
])('reads %j', (text, expected) => {
  expect(readDeviceId(text)).toEqual(expected);
});

test.each(['', 'MFG:TSC;', 'nonsense', ';;;:::'])('makes no printer out of %j', (text) => {
  expect(readDeviceId(text)).toBeNull();
});
