import type { TrafficProfile } from '#shared/contract/demo-shops.ts';

/** Share of the hour's peak, by hour of the big day: the rush after midnight, its echo in the morning, the last evening. */
const DOUBLE_11 = [
  10, 7, 3, 1.2, 0.6, 0.4, 0.5, 0.9, 1.6, 2.4, 2.8, 2.4, 2, 2, 2, 2.2, 2.2, 2, 2, 2.6, 4, 5, 5, 6,
] as const;

/**
 * Orders per minute of a profile, given those of a normal minute. The peak is ten normal minutes in one; Double 11 follows its
 * curve, `hour` hours (0 to 24, with fractions) into the day.
 */
export function ordersPerMinute(profile: TrafficProfile, normal: number, hour: number): number {
  switch (profile) {
    case 'quiet':
      return normal / 5;
    case 'normal':
      return normal;
    case 'peak':
      return normal * 10;
    case 'double-11':
      return normal * (DOUBLE_11[Math.floor(hour) % 24] ?? 1);
  }
}
