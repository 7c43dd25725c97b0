import '#main/app/workstation.ts';
import 'zod';
import 'node:fs';
