// The categories of domain §5 with the provisional class by which their clocks run from registration.
// Source 'A': the source article on 临猗县 tells a concrete case of it; 'D': the design's own.
import { defaultLadder } from '../ladder/routes.ts';
import type { AppealClass } from '../words.ts';
import { parseLimit } from './terms.ts';
import type { Category } from './types.ts';

type Marks = { handling?: string; sensitive?: true; vulnerable?: true; safety?: true; source?: string };

/** The categories of the default policy, in the order in which forms list them. */
export const defaultCategories: Category[] = [
  category('LIGHT', '道路亮化/小区照明', 'U3', '社区、物业', { source: 'A' }),
  // U1 when the frail are at risk: accept raises the class.
  category('HEAT_OUT', '供暖中断', 'U2', '物业/热力'),
  category('HEAT_NET', '大暖接入/管网改造', 'U4', '社区', { source: 'A' }),
  // A burst until somebody has looked; works go to U4 at accept.
  category('PIPE', '供水/下水', 'U2', '物业'),
  // Imminent until somebody has looked; else U4 at accept.
  category('HAZARD', '安全隐患', 'U1', '社区、物业', { safety: true, source: 'A' }),
  category('GATE', '门禁', 'U4', '小区支部', { source: 'A' }),
  category('CLEAN', '环境卫生', 'U3', '物业/环卫', { handling: '3wd', source: 'A' }),
  category('TOILET', '旱厕', 'U4', '社区', { source: 'A' }),
  category('RENOV', '老旧小区改造/公共设施', 'U4', '社区', { source: 'A' }),
  category('ROAD', '道路硬化', 'U4', '社区', { source: 'A' }),
  category('SIGN', '标志牌', 'U3', '社区', { source: 'A' }),
  category('PROP', '物业服务', 'U3', '物业联合支部'),
  category('NEIGH', '邻里纠纷', 'MED', '社区调解委员会', { source: 'A' }),
  // Violence goes to U1 and 110: whatever the appellant withdraws, somebody looks after it (反家庭暴力法 §14).
  category('FAMILY', '家庭矛盾', 'MED', '专职调解员', { sensitive: true, safety: true }),
  category('XINF', '信访矛盾', 'U4', '社区书记'),
  category('ELDER', '养老助老', 'U3', '红色管家', { handling: '3wd', vulnerable: true, source: 'A' }),
  category('DISAB', '残疾人帮扶', 'U3', '红色管家', { handling: '3wd', vulnerable: true, sensitive: true }),
  category('HEALTH', '义诊', 'U3', '社区'),
  category('PSY', '心理疏导', 'U3', '心理服务队', { handling: '1wd', sensitive: true }),
  category('CHILD', '托管/少儿活动', 'U3', '社区'),
  category('ERRAND', '跑腿代办', 'U3', '红色管家', { handling: '1wd', source: 'A' }),
  category('VISIT', '上门访办', 'U3', '红色管家', { handling: '2wd', source: 'A' }),
  category('ONLINE', '网上快办', 'U0', '红色管家', { handling: '4wh', source: 'A' }),
  category('EMERG', '应急立办', 'U1', '值班员', { safety: true, source: 'A' }),
  category('POLICY', '政策咨询', 'U0', '受理员'),
  category('CULT', '文体活动', 'U3', '社区', { handling: '10wd' }),
  category('OTHER', '其他', 'U3', '受理员'),
];

function category(code: string, name: string, cls: AppealClass, firstOwner: string, marks: Marks = {}): Category {
  return {
    code,
    name,
    class: cls,
    handling: marks.handling ? parseLimit(marks.handling) : null,
    firstOwner,
    sensitive: marks.sensitive ?? false,
    vulnerable: marks.vulnerable ?? false,
    safety: marks.safety ?? false,
    ladder: { ...defaultLadder(code), source: 'D' },
    source: marks.source ?? 'D',
  };
}
