import { used } from './used.ts';
import 'unlisted-package';

used();
