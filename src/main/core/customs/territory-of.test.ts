import { describe, expect, it } from 'vitest';
import { territoryOf } from '#core/customs/territory-of.ts';

describe('the customs territory of an address', () => {
  it.each([
    ['GB', 'BT1 5GS', '', 'XI'],
    ['GB', 'bt7 1nn', '', 'XI'],
    ['GB', 'B1 1AA', '', 'GB'],
    ['GB', 'GY1 1AA', '', 'GG'],
    ['GB', 'JE2 3AB', '', 'JE'],
    ['ES', '35001', '', 'IC'],
    ['ES', '38 003', '', 'IC'],
    ['ES', '51001', '', 'EA'],
    ['ES', '52001', '', 'EA'],
    ['ES', '28014', 'Madrid', 'ES'],
    ['FR', '97110', '', 'GP'],
    ['FR', '97200', '', 'MQ'],
    ['FR', '97300', '', 'GF'],
    ['FR', 'F-97400', '', 'RE'],
    ['FR', '97600', '', 'YT'],
    ['FR', '75001', '', 'FR'],
    ['GB', 'IM1 1AA', '', 'IM'],
    ['GB', 'IP1 1AA', '', 'GB'],
    ['FI', '22100', '', 'AX'],
    ['FI', 'FI-22 100', '', 'AX'],
    ['FI', '21100', '', 'FI'],
    ['AX', '22100', '', 'AX'],
    ['IT', '23041', '', 'IT-LIV'],
    ['IT', '23030', '', 'IT'],
    ['IT', '22061', '', 'IT-CAM'],
    ['DE', '27498', '', 'DE-HELG'],
    ['DE', '27499', '', 'DE'],
    ['DE', 'D-78266', '', 'DE-BUES'],
    ['DE', '78267', '', 'DE'],
    ['US', '00901', '', 'PR'],
    ['US', '94103', 'California', 'US'],
    ['DE', '80469', 'Bayern', 'DE'],
  ])('%s %s %s is %s', (country, postcode, province, territory) => {
    expect(territoryOf({ country, postcode, province })).toBe(territory);
  });

  it('is known from the province where the postcode is missing', () => {
    expect(territoryOf({ country: 'GB', postcode: '', province: 'Northern Ireland' })).toBe('XI');
    expect(territoryOf({ country: 'ES', postcode: '', province: 'Las Palmas' })).toBe('IC');
  });

  it('is empty when nobody said a country', () => {
    expect(territoryOf({ country: '', postcode: '35001', province: '' })).toBe('');
  });
});
