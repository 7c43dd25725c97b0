import { EU_STATES } from '#core/customs/eu-states.ts';
import type { CustomsChannel } from '#shared/model/customs.ts';
import type { CustomsProfile } from '#shared/model/customs-profile.ts';

/** S10 item identifiers begin with what the item is (customs.md section 4). */
const S10 = /^([A-Z])[A-Z]\d{9}[A-Z]{2}$/;
const CHANNEL_OF_S10: Readonly<Record<string, CustomsChannel>> = {
  C: 'parcel_post',
  H: 'parcel_post',
  E: 'ems',
  L: 'letter_post',
  R: 'letter_post',
  U: 'letter_post',
  V: 'letter_post',
};

/** How a parcel travels: what its S10 number says, else the first choice of the profile that fits, else the profile's usual one. */
export function chooseChannel(
  profile: Pick<CustomsProfile, 'channel' | 'channels'>,
  parcel: { readonly territory: string; readonly carrierId: string; readonly trackingNumber: string },
): CustomsChannel {
  const ofNumber = CHANNEL_OF_S10[S10.exec(parcel.trackingNumber)?.[1] ?? ''];
  if (ofNumber) return ofNumber;
  const choice = profile.channels.find(
    ({ territory, carrierId }) =>
      (carrierId === '' || carrierId === parcel.carrierId) &&
      (territory === '' || isWithin(territory, parcel.territory)),
  );
  return choice?.channel ?? profile.channel;
}

/** Whether a territory is the named one, or one of the states when `EU` is named. */
export function isWithin(named: string, territory: string): boolean {
  return named === territory || (named === 'EU' && EU_STATES.includes(territory));
}
