/**
 * Former names whose whole area has one successor, as `province/present city/former name/present name`. Districts that were divided among
 * several are left out on purpose: there the name alone does not tell. A changed ending (增城市 -> 增城区) needs no entry.
 */
const FORMER_DISTRICTS = `
北京市/北京市/崇文区/东城区
北京市/北京市/宣武区/西城区
天津市/天津市/塘沽区/滨海新区
天津市/天津市/汉沽区/滨海新区
天津市/天津市/大港区/滨海新区
天津市/天津市/蓟县/蓟州区
上海市/上海市/卢湾区/黄浦区
上海市/上海市/闸北区/静安区
上海市/上海市/南汇区/浦东新区
重庆市/重庆市/万盛区/綦江区
重庆市/重庆市/双桥区/大足区
重庆市/重庆市/开县/开州区
广东省/广州市/萝岗区/黄埔区
广东省/广州市/东山区/越秀区
广东省/广州市/芳村区/荔湾区
江苏省/南京市/白下区/秦淮区
江苏省/南京市/下关区/鼓楼区
江苏省/苏州市/沧浪区/姑苏区
江苏省/苏州市/平江区/姑苏区
江苏省/苏州市/金阊区/姑苏区
浙江省/杭州市/下城区/拱墅区
浙江省/宁波市/江东区/鄞州区
浙江省/绍兴市/绍兴县/柯桥区
湖北省/襄阳市/襄阳区/襄州区
陕西省/西安市/户县/鄠邑区
黑龙江省/哈尔滨市/动力区/香坊区
黑龙江省/哈尔滨市/太平区/道外区
贵州省/毕节市/毕节市/七星关区
贵州省/铜仁市/铜仁市/碧江区
云南省/德宏傣族景颇族自治州/潞西市/芒市
云南省/迪庆藏族自治州/中甸县/香格里拉市
`;

const DISTRICTS: ReadonlyMap<string, string> = new Map(
  FORMER_DISTRICTS.trim()
    .split('\n')
    .map((line) => {
      const [province, city, former, present = ''] = line.split('/');
      return [`${province}/${city}/${former}`, present];
    }),
);

const CITIES: ReadonlyMap<string, string> = new Map([
  ['湖北省/襄樊市', '襄阳市'],
  ['云南省/思茅市', '普洱市'],
]);

/** The present name of a district; null where it has no other or several. */
export function presentDistrict(province: string, city: string, former: string): string | null {
  return DISTRICTS.get(`${province}/${city}/${former}`) ?? null;
}

/** The present name of a city; null where it has no other. */
export function presentCity(province: string, former: string): string | null {
  return CITIES.get(`${province}/${former}`) ?? null;
}
