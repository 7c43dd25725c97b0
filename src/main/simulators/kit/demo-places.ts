/** A place that goods are sent to, without the person. */
export interface DemoPlace {
  readonly countryCode: string;
  readonly country: string;
  readonly province: string;
  /** ISO 3166-2 suffix where platforms send one. */
  readonly provinceCode?: string;
  /** Empty for counties administered directly by their province: platforms leave the city out there. */
  readonly city: string;
  readonly district: string;
  readonly town: string;
  readonly street: string;
  readonly postcode: string;
}

const china = (
  province: string,
  city: string,
  district: string,
  town: string,
  street: string,
  postcode: string,
): DemoPlace => ({
  countryCode: 'CN',
  country: '中国',
  province,
  city,
  district,
  town,
  street,
  postcode,
});

export const CHINESE_PLACES: readonly DemoPlace[] = [
  china('浙江省', '杭州市', '西湖区', '文新街道', '文三路', '310012'),
  china('浙江省', '宁波市', '鄞州区', '中河街道', '天童北路', '315100'),
  china('浙江省', '金华市', '义乌市', '稠城街道', '稠州北路', '322000'),
  china('广东省', '深圳市', '南山区', '粤海街道', '科技园南路', '518057'),
  china('广东省', '广州市', '天河区', '石牌街道', '天河路', '510620'),
  china('广东省', '东莞市', '', '南城街道', '鸿福路', '523000'),
  china('上海', '上海市', '浦东新区', '陆家嘴街道', '世纪大道', '200120'),
  china('北京', '北京市', '朝阳区', '望京街道', '望京东路', '100102'),
  china('天津', '天津市', '和平区', '小白楼街道', '南京路', '300040'),
  china('重庆', '重庆市', '渝中区', '解放碑街道', '民权路', '400010'),
  china('江苏省', '南京市', '鼓楼区', '湖南路街道', '中山北路', '210009'),
  china('江苏省', '苏州市', '工业园区', '娄葑街道', '星湖街', '215021'),
  china('四川省', '成都市', '武侯区', '桂溪街道', '天府大道北段', '610041'),
  china('湖北省', '武汉市', '洪山区', '珞南街道', '珞喻路', '430070'),
  china('湖北省', '', '潜江市', '园林街道', '章华中路', '433100'),
  china('河南省', '', '济源市', '沁园街道', '济源大道', '459000'),
  china('海南省', '', '文昌市', '文城镇', '清澜大道', '571339'),
  china('陕西省', '西安市', '雁塔区', '小寨路街道', '长安南路', '710061'),
  china('山东省', '青岛市', '市南区', '香港中路街道', '香港中路', '266071'),
  china('福建省', '厦门市', '思明区', '莲前街道', '环岛东路', '361008'),
  china('湖南省', '长沙市', '岳麓区', '岳麓街道', '麓山南路', '410082'),
  china('广西壮族自治区', '南宁市', '青秀区', '南湖街道', '民族大道', '530022'),
  china('新疆维吾尔自治区', '乌鲁木齐市', '天山区', '解放北路街道', '人民路', '830002'),
  china('内蒙古自治区', '呼和浩特市', '新城区', '海拉尔东路街道', '哲里木路', '010051'),
];

const abroad = (
  countryCode: string,
  country: string,
  province: string,
  provinceCode: string,
  city: string,
  street: string,
  postcode: string,
): DemoPlace => ({ countryCode, country, province, provinceCode, city, district: '', town: '', street, postcode });

export const FOREIGN_PLACES: readonly DemoPlace[] = [
  abroad('US', 'United States', 'California', 'CA', 'San Francisco', 'Mission Street', '94103'),
  abroad('US', 'United States', 'New York', 'NY', 'Brooklyn', 'Bedford Avenue', '11211'),
  abroad('CA', 'Canada', 'Ontario', 'ON', 'Toronto', 'Queen Street West', 'M5V 2A2'),
  abroad('GB', 'United Kingdom', 'England', 'ENG', 'Manchester', "St Peter's Square", 'M2 3AE'),
  abroad('DE', 'Germany', 'Bayern', 'BY', 'München', 'Müllerstraße', '80469'),
  abroad('FR', 'France', 'Île-de-France', 'IDF', 'Paris', 'Rue Saint-Honoré', '75001'),
  abroad('ES', 'Spain', 'Madrid', 'M', 'Madrid', 'Calle de Alcalá', '28014'),
  abroad('PL', 'Poland', 'Mazowieckie', 'MZ', 'Warszawa', 'ul. Złota', '00-120'),
  abroad('JP', 'Japan', '東京都', 'JP-13', '渋谷区', '神宮前', '150-0001'),
  abroad('TH', 'Thailand', 'กรุงเทพมหานคร', 'TH-10', 'วัฒนา', 'ถนนสุขุมวิท', '10110'),
  abroad('AU', 'Australia', 'Victoria', 'VIC', 'Melbourne', 'Flinders Lane', '3000'),
  abroad('BR', 'Brazil', 'São Paulo', 'SP', 'São Paulo', 'Avenida Paulista', '01310-100'),
  abroad('SG', 'Singapore', '', '', 'Singapore', 'Orchard Road', '238801'),
  abroad('HK', 'Hong Kong SAR', 'Kowloon', 'KL', '油尖旺區', '彌敦道', ''),
];
