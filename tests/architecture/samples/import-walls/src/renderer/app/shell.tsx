import '#main/db/open.ts';
import 'node:fs';
import './missing.tsx';

export const Shell = () => null;
