import { run } from '#main/app/workstation.ts';
import { send } from '#main/lib/send.ts';
import 'ws';
import 'node:net';

export const packOrder = () => [run, send];
