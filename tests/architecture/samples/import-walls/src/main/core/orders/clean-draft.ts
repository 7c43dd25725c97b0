import '#main/db/open.ts';
import 'better-sqlite3';
import { readFileSync } from 'node:fs';

export const cleanDraft = () => readFileSync;
