/** Chinese customs units (customs.md section 8.4) as papers name them. */
const UNITS: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  '001': ['set', '台'],
  '003': ['unit', '辆'],
  '006': ['set', '套'],
  '007': ['pc', '个'],
  '008': ['pc', '只'],
  '010': ['pc', '张'],
  '011': ['pc', '件'],
  '012': ['pc', '支'],
  '015': ['pc', '条'],
  '016': ['pc', '把'],
  '017': ['pc', '块'],
  '018': ['roll', '卷'],
  '019': ['set', '副'],
  '020': ['pc', '片'],
  '025': ['pair', '双'],
  '026': ['pair', '对'],
  '030': ['m', '米'],
  '032': ['m²', '平方米'],
  '033': ['m³', '立方米'],
  '035': ['kg', '千克'],
  '036': ['g', '克'],
  '070': ['t', '吨'],
  '084': ['ct', '克拉'],
  '095': ['l', '升'],
  '120': ['box', '箱'],
  '125': ['pack', '包'],
  '127': ['dozen', '打'],
  '132': ['copy', '本'],
  '136': ['bag', '袋'],
  '139': ['grain', '粒'],
  '140': ['box', '盒'],
  '142': ['bottle', '瓶'],
  '163': ['pc', '部'],
};

/** "2 pc"; a code that is not in the list stands as it is. */
export function quantityInEnglish(quantity: number, unitCode: string): string {
  return `${quantity} ${UNITS[unitCode]?.[0] ?? unitCode}`.trim();
}

/** "2件" */
export function quantityInChinese(quantity: number, unitCode: string): string {
  return `${quantity}${UNITS[unitCode]?.[1] ?? unitCode}`;
}
