import { clock } from '../../app/clock.ts'; // bad
import { near } from '../kernel/near.ts';
export { far } from '../../../shared/far.ts'; // bad

export const load = () => [clock, near, import('../../app/jobs.ts')]; // bad
