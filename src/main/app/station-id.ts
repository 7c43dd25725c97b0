/** The station of this PC; stations of other PCs have their own names. */
export const STATION_ID = 'station-1';
