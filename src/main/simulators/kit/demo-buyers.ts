import type { DemoPlace } from './demo-places.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface DemoBuyer {
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly nick: string;
  /** National digits for China, +E.164 elsewhere. All numbers are made up. */
  readonly phone: string;
  readonly email: string;
}

const FAMILY = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const COMPOUND_FAMILY = ['欧阳', '司马', '上官', '诸葛'];
const GIVEN = [...'伟芳娜敏静强磊洋艳勇军杰娟涛明超秀霞平刚桂英华玉兰建国志梅鑫宇轩涵梓萱怡欣雨泽晨曦'];
/** Rare characters reach real labels; a font without them prints boxes. */
const RARE_GIVEN = ['㛃', '䶮', '堃', '喆', '珺', '𬭎'];

const FOREIGN_NAMES: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  US: [
    ['Emily', 'Johnson'],
    ['Michael', "O'Brien"],
    ['Ana', 'García'],
  ],
  CA: [
    ['Olivia', 'Tremblay'],
    ['Liam', 'MacDonald'],
  ],
  GB: [
    ['Charlotte', 'Hughes'],
    ['Oliver', 'Smith-Jones'],
  ],
  DE: [
    ['Jürgen', 'Müller'],
    ['Anke', 'Groß'],
  ],
  FR: [
    ['Hélène', 'Lefèvre'],
    ['François', "D'Arcy"],
  ],
  ES: [
    ['Íñigo', 'Núñez'],
    ['Lucía', 'Muñoz'],
  ],
  PL: [
    ['Łukasz', 'Wójcik'],
    ['Małgorzata', 'Świątek'],
  ],
  JP: [
    ['健太', '佐藤'],
    ['さくら', '髙橋'],
  ],
  TH: [
    ['สมชาย', 'ใจดี'],
    ['น้ำฝน', 'ศรีสุข'],
  ],
  AU: [
    ['Jack', 'Wilson'],
    ['Mia', 'Nguyen'],
  ],
  BR: [
    ['João', 'Conceição'],
    ['Luísa', 'Araújo'],
  ],
  SG: [
    ['Wei Ming', 'Tan'],
    ['Siti', 'Rahman'],
  ],
  HK: [
    ['大文', '陳'],
    ['嘉欣', '黃'],
  ],
};
const DIAL: Readonly<Record<string, string>> = {
  US: '+1415',
  CA: '+1416',
  GB: '+4479',
  DE: '+4915',
  FR: '+336',
  ES: '+346',
  PL: '+485',
  JP: '+8190',
  TH: '+668',
  AU: '+614',
  BR: '+55119',
  SG: '+659',
  HK: '+8529',
  KR: '+8210',
};

function chineseBuyer(random: SeededRandom): DemoBuyer {
  const familyName = random.chance(0.02) ? random.pick(COMPOUND_FAMILY) : random.pick(FAMILY);
  const second = random.chance(0.03) ? random.pick(RARE_GIVEN) : random.pick(GIVEN);
  const givenName = random.chance(0.2) ? second : `${random.pick(GIVEN)}${second}`;
  const phone = `1${random.pick(['38', '39', '58', '59', '77', '86', '99'])}${random.digits(8)}`;
  return {
    name: `${familyName}${givenName}`,
    familyName,
    givenName,
    nick: `tb${random.digits(9)}`,
    phone,
    email: `buyer${random.digits(8)}@example.com`,
  };
}

function foreignBuyer(random: SeededRandom, countryCode: string): DemoBuyer {
  const [givenName, familyName] = random.pick(FOREIGN_NAMES[countryCode] ?? [['Alex', 'Taylor']]);
  const familyFirst = countryCode === 'JP' || countryCode === 'HK';
  return {
    name: familyFirst ? `${familyName}${givenName}` : `${givenName} ${familyName}`,
    familyName,
    givenName,
    nick: `shopper${random.digits(6)}`,
    phone: `${DIAL[countryCode] ?? '+1'}${random.digits(7)}`,
    email: `buyer${random.digits(8)}@example.com`,
  };
}

/** A person who could live at the place. */
export function demoBuyer(random: SeededRandom, place: DemoPlace): DemoBuyer {
  return place.countryCode === 'CN' ? chineseBuyer(random) : foreignBuyer(random, place.countryCode);
}
