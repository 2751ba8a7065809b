// The directory (双报到) in words: what helpers can do, what they were trained for, the headings of its tables, and the text they agree
// to, whose version is `helperConsentVersion` (domain/directory/rules.ts): change both together.
import type { TableColumn } from '../../contracts/helper-tables.ts';
import type { EntryAction } from '../../domain/directory/rules.ts';
import type { Capability, Training } from '../../domain/matching/capabilities.ts';
import type { HelperKind, HelperState } from '../../domain/matching/types.ts';

export const helperKindLabels: Record<HelperKind, string> = {
  unit: '共建单位',
  member: '在职党员',
  team: '党员服务团队',
};

export const helperStateLabels: Record<HelperState, string> = {
  enrolled: '待核实',
  verified: '已核实',
  suspended: '已暂停',
  left: '已退出',
};

export const capabilityLabels: Record<Capability, string> = {
  electrical: '电工照明',
  plumbing: '水管维修',
  heating: '供热维修',
  construction: '土建施工',
  funding: '资金支持',
  materials: '物资设备',
  labour: '义务劳动',
  cleaning: '环境清理',
  guarding: '值守引导',
  design: '设计制作',
  errand: '跑腿代办',
  transport: '车辆运送',
  companionship: '陪伴探访',
  elderCare: '养老照护',
  disabilitySupport: '助残服务',
  medical: '医疗义诊',
  dental: '口腔义诊',
  firstAid: '应急救护',
  counselling: '心理疏导',
  tutoring: '托管辅导',
  legal: '法律咨询',
  policyAdvice: '政策咨询',
  mediation: '矛盾调解',
  organising: '组织发动',
  culture: '文艺活动',
  sports: '体育活动',
  digital: '手机网络',
  repair: '家电维修',
  venue: '场地提供',
};

export const trainingLabels: Record<Training, string> = {
  firstAid: '急救培训',
  counselling: '心理疏导培训',
  elderCare: '养老照护培训',
  childSafety: '儿童保护培训',
  mediation: '调解培训',
};

/** Who is asked for by name: the member, or whoever answers for the unit or team. */
export const personLabels: Record<HelperKind, string> = { unit: '联系人', member: '姓名', team: '联系人' };

/** The fields of an entry, in forms and in what was corrected. */
export const helperFieldLabels = {
  kind: '类别',
  communityId: '社区',
  name: '名称',
  person: '姓名或联系人',
  phone: '电话',
  email: '邮箱',
  dropEmail: '邮箱',
  compoundId: '所在小区',
  unitId: '所在单位',
  teamId: '所在团队',
  capabilities: '能帮什么忙',
  training: '受过的培训',
  hours: '可服务时间',
  quiet: '免打扰时段',
  maxActiveTasks: '同时承接上限',
  recusals: '回避',
  consented: '同意告知书',
} as const;

export const entryActionLabels: Record<EntryAction, string> = {
  verify: '核实',
  suspend: '暂停',
  reinstate: '恢复',
  leave: '退出',
  correct: '更正',
};

export const helperEventLabels: Record<
  'enrolled' | 'verified' | 'suspended' | 'reinstated' | 'left' | 'corrected' | 'disclosed',
  string
> = {
  enrolled: '报到',
  verified: '核实',
  suspended: '暂停',
  reinstated: '恢复',
  left: '退出',
  corrected: '更正',
  disclosed: '查看联系方式',
};

export const helperSourceLabels: Record<'self' | 'staff' | 'import' | 'seed', string> = {
  self: '自行报到',
  staff: '工作人员录入',
  import: '表格导入',
  seed: '演示数据',
};

export const tableHeadings: Record<TableColumn, string> = {
  kind: '类别',
  name: '单位或团队名称',
  person: '姓名或联系人',
  phone: '电话',
  email: '邮箱',
  compound: '所在小区',
  unit: '所在单位',
  team: '所在团队',
  capabilities: '能力',
  training: '培训',
  hours: '可服务时间',
  quiet: '免打扰时段',
  maxActiveTasks: '同时承接上限',
  consented: '是否同意',
};

export const weekdayNames = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;

/** 540 → '09:00'. */
export function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** '周一、周二 18:30-21:00'. */
export function windowText({ days, from, to }: { days: readonly number[]; from: number; to: number }): string {
  const names = days.length === 7 ? '每天' : days.map((day) => weekdayNames[day]).join('、');
  return `${names} ${minuteText(from)}-${minuteText(to)}`;
}

/** '周一至周五 08:30-18:00': as one says it, for reading only; tables write each day. */
export function saidWindow({ days, from, to }: { days: readonly number[]; from: number; to: number }): string {
  // Monday first, as weeks are said here.
  const sorted = days.map((day) => (day + 6) % 7).sort((a, b) => a - b);
  const [first = 0] = sorted;
  const last = sorted.at(-1) ?? 0;
  const isRun = sorted.length >= 3 && sorted.length < 7 && last - first === sorted.length - 1;
  if (!isRun) return windowText({ days: sorted.map((day) => (day + 1) % 7), from, to });
  const name = (day: number) => weekdayNames[(day + 1) % 7];
  return `${name(first)}至${name(last)} ${minuteText(from)}-${minuteText(to)}`;
}

export const consentTitle = '双报到告知书';

export const consentText: readonly { heading: string; text: string }[] = [
  {
    heading: '我们收集什么',
    text: '单位、团队的名称和联系人，党员的姓名、电话，所在小区和单位，能帮什么忙，什么时候有空；邮箱由您自愿填写。不收集身份证号。',
  },
  {
    heading: '用来做什么',
    text: '居民有诉求、社区一时办不了时，系统按能力、远近、时间找合适的人，发邮件或由社区联系您，问您能不能帮忙。帮不帮由您定：说明原因的婉拒不影响对您的评价，长时间不答复会影响以后找您的先后。',
  },
  {
    heading: '谁能看到',
    text: '姓名和电话加密保存，名单上遮住。只有本社区的负责人核实、联系时能看到，每次查看都有记录。别的社区、居民和其他报到的人都看不到。',
  },
  { heading: '保存多久', text: '退出以后不再找您；服务记录保留，联系方式按规定删除。' },
  { heading: '您的权利', text: '您随时可以查看、更正自己的资料，撤回同意，或者退出，请登录办理或向社区提出。' },
];
