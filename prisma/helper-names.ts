// Words from which the demo's helpers are made, and the units that the article names with what it says they did.
import type { Capability } from '../domain/matching/capabilities.ts';

type Able = { name: string; can: readonly Capability[] };

/** `index`: its place among the units; the first six stand in the demo community, the rest follow the communities in turn. */
export const articleUnits: readonly (Able & { index: number; liaison?: true })[] = [
  { index: 0, name: '临猗二中', can: ['electrical', 'tutoring', 'venue'], liaison: true },
  { index: 1, name: '凯博瑞口腔门诊', can: ['dental', 'medical', 'elderCare'] },
  { index: 2, name: '县财政局', can: ['funding', 'policyAdvice'] },
  { index: 10, name: '雪云棉机厂', can: ['heating', 'electrical', 'materials'] },
  { index: 11, name: '临猗二中', can: ['electrical', 'tutoring', 'venue'] },
  { index: 13, name: '县果业服务中心', can: ['labour', 'transport', 'construction'] },
  { index: 15, name: '猗氏镇政府', can: ['heating', 'funding', 'policyAdvice'] },
  { index: 18, name: '县财政局', can: ['funding', 'policyAdvice'] },
  { index: 20, name: '贵戚坊村委会', can: ['heating', 'labour'] },
  { index: 23, name: '县住建局', can: ['construction', 'heating', 'policyAdvice'] },
  { index: 25, name: '凯博瑞口腔门诊', can: ['dental', 'medical', 'elderCare'] },
];

export const unitKinds: readonly Able[] = [
  { name: '小学', can: ['tutoring', 'venue', 'culture'] },
  { name: '中学', can: ['tutoring', 'electrical', 'venue'] },
  { name: '卫生院', can: ['medical', 'elderCare', 'firstAid'] },
  { name: '药店', can: ['medical', 'materials'] },
  { name: '律师事务所', can: ['legal', 'mediation', 'policyAdvice'] },
  { name: '建筑公司', can: ['construction', 'materials'] },
  { name: '机械厂', can: ['electrical', 'repair', 'materials'] },
  { name: '供热站', can: ['heating', 'plumbing'] },
  { name: '水务所', can: ['plumbing', 'construction'] },
  { name: '供电所', can: ['electrical'] },
  { name: '广告公司', can: ['design', 'culture'] },
  { name: '文化馆', can: ['culture', 'venue', 'sports'] },
  { name: '银行支行', can: ['funding', 'policyAdvice', 'digital'] },
  { name: '家政公司', can: ['cleaning', 'companionship', 'errand'] },
  { name: '运输公司', can: ['transport', 'errand'] },
  { name: '残疾人服务中心', can: ['disabilitySupport', 'companionship'] },
];

export const teamKinds: readonly Able[] = [
  { name: '党员先锋服务队', can: ['labour', 'errand', 'organising'] },
  { name: '电工服务队', can: ['electrical', 'repair'] },
  { name: '助老服务队', can: ['elderCare', 'companionship'] },
  { name: '环境整治队', can: ['cleaning', 'labour'] },
  { name: '医疗服务队', can: ['medical', 'firstAid'] },
  { name: '法律宣讲队', can: ['legal', 'policyAdvice'] },
  { name: '文艺服务队', can: ['culture', 'sports'] },
  { name: '应急服务队', can: ['firstAid', 'guarding', 'transport'] },
  { name: '助学服务队', can: ['tutoring', 'companionship'] },
  { name: '便民维修队', can: ['repair', 'plumbing', 'electrical'] },
];

export const stationServices = [
  '便民代办',
  '政策咨询',
  '健康小屋',
  '图书阅览',
  '儿童托管',
  '助老就餐',
  '法律咨询',
  '心灵驿站',
];

export const surnames = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎',
];
export const givenNames = [
  ...'安邦伯昌辰承德东方芳飞福刚光国海涵浩和红宏辉慧吉佳建健江杰洁金晶景静军俊凯康兰磊礼丽林玲龙梅敏明宁鹏平琪强晴庆荣瑞森山善胜书淑思松婷伟文武晓欣星秀旭雪岩阳艺英勇玉元远月云泽振志忠竹卓',
];
