/** Pictures, hearts, flags and what joins and colours them. */
const EMOJI =
  /[\u{1F000}-\u{1FAFF}\u{2600}-\u{27BF}]\u{FE0F}?(?:\u{200D}[\u{1F000}-\u{1FAFF}\u{2600}-\u{27BF}]\u{FE0F}?)*/gu;

/**
 * A text for carriers and labels: emoji say nothing about where a parcel goes, and no label font draws them. All other
 * characters stay.
 */
export function withoutEmoji(text: string): string {
  const left = text.replace(EMOJI, '');
  return left === text ? text : left.replaceAll(/ {2,}/g, ' ').trim();
}
