import { expect, it } from 'vitest';
import { checkDue } from '#main/usecases/customs/desk/check-due.ts';
import { readCheckTools } from '#main/usecases/customs/desk/read-check-tools.ts';
import { startWorkstationBed } from '#tests/support/workstation-bed.ts';

it('the demo store sends to ten destinations, and shows a newcomer what is missing', async () => {
  const bed = await startWorkstationBed(3, { abroad: 10 });
  try {
    while (checkDue(bed.services.context, readCheckTools, 10) > 0);
    const territories = bed.read
      .pluck<[], string>('SELECT DISTINCT territory FROM customs_cases ORDER BY territory')
      .all();
    expect(territories).toEqual(['AU', 'BR', 'DE', 'GB', 'IC', 'JP', 'KR', 'TH', 'US', 'XI']);
    const states = bed.read.pluck<[], string>('SELECT DISTINCT state FROM customs_cases').all();
    expect(states).toContain('blocked');
    expect(states).toContain('warned');
  } finally {
    await bed.stop();
  }
});
