import '#main/devices/printers/tspl.ts';
import 'serialport';

export const bitmap = 1;
