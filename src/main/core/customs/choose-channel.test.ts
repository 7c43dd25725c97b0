import { describe, expect, it } from 'vitest';
import { chooseChannel } from '#core/customs/choose-channel.ts';

const profile = {
  channel: 'express',
  channels: [
    { territory: 'US', carrierId: 'post', channel: 'ems' },
    { territory: 'EU', carrierId: '', channel: 'dedicated_line' },
    { territory: '', carrierId: 'post', channel: 'parcel_post' },
  ],
} as const;
const choices = { channel: profile.channel, channels: [...profile.channels] };
const parcel = (territory: string, carrierId = '', trackingNumber = '') => ({ territory, carrierId, trackingNumber });

describe('the way that a parcel travels', () => {
  it('is the first choice that fits destination and carrier', () => {
    expect(chooseChannel(choices, parcel('US', 'post'))).toBe('ems');
    expect(chooseChannel(choices, parcel('DE', 'post'))).toBe('dedicated_line');
    expect(chooseChannel(choices, parcel('BR', 'post'))).toBe('parcel_post');
    expect(chooseChannel(choices, parcel('BR'))).toBe('express');
  });

  it('does not take a territory of its own for its country', () => {
    expect(chooseChannel(choices, parcel('IC'))).toBe('express');
  });

  it('follows an S10 number that the parcel bears already', () => {
    expect(chooseChannel(choices, parcel('US', 'post', 'CP102030405CN'))).toBe('parcel_post');
    expect(chooseChannel(choices, parcel('BR', '', 'RB102030405CN'))).toBe('letter_post');
    expect(chooseChannel(choices, parcel('BR', '', 'SF1234567890'))).toBe('express');
  });
});
