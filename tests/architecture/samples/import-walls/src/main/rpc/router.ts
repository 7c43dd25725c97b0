import '#main/db/open.ts';
import { run } from '#main/app/workstation.ts';
import 'better-sqlite3';
import 'node:fs';
import 'node:net';

export const router = run;
