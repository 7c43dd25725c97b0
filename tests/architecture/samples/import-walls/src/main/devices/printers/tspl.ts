import '#main/documents/labels/bitmap.ts';
import '#main/db/open.ts';
import 'better-sqlite3';

export const tspl = 'tspl';
