/**
 * Descriptions that are refused when they stand alone: excerpt of the published EU ICS2 list, in singular. Longer, precise texts
 * that contain one of them pass ("cotton bags").
 */
const VAGUE = new Set(
  `accessory,adapter,apparel,appliance,article,auto part,bag,battery,box,cable,cap,card,carton,chemical,cleaning product,clothes,
clothing,component,consolidated,courier,decoration,document,drug,electronics,equipment,express,fish,food,footwear,freight,fruit,
garment,general cargo,gift,as per attached invoice,e-commerce,goods,merchandise,sample,various`
    .replaceAll('\n', '')
    .split(','),
);

/** Whether a description says nothing to customs: the whole text is a word of the list, in singular or plural. */
export function isVague(description: string): boolean {
  const text = description
    .trim()
    .toLowerCase()
    .replaceAll(/[.,;!\s]+/g, ' ')
    .trim();
  return [text, text.replace(/s$/, ''), text.replace(/es$/, ''), text.replace(/ies$/, 'y')].some((form) =>
    VAGUE.has(form),
  );
}
