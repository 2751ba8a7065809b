// The people of the demo: who they are, what they may do and where. Tests and the demo's walk name them by their user names.
import { demoPassword } from '../config/demo.ts';
import type { Role } from '../domain/words.ts';

export { userIdOf } from '../store/accounts.ts';

export type CastMember = {
  username: string;
  name: string;
  role: Role;
  password: string;
  communityNames: string[];
  /** The unit in each of the communities for which a handler acts. */
  unitName?: string;
};

/** The community whose deadlines run in seconds. */
export const demoCommunityName = '演示社区';

const centre = ['双塔社区', '葫芦岛社区', demoCommunityName];
const elsewhere = ['神后堡社区', '涑水社区', '渠南社区'];

/** The first team serves the demo's walk and two communities, the second the other three: neither sees the other's cases. */
export const cast: CastMember[] = [
  member('clerk', '王秀芳', 'clerk', centre),
  member('dispatcher', '李建国', 'dispatcher', centre),
  member('handler', '张志强', 'handler', centre, '物业服务中心'),
  member('handler2', '赵电生', 'handler', centre, '供电所'),
  member('office', '孙丽娟', 'handler', centre, '社区居民委员会'),
  member('grid', '周小梅', 'gridWorker', centre),
  member('supervisor', '刘红梅', 'supervisor', centre),
  member('director', '陈国栋', 'director', centre),
  member('callback', '杨晓燕', 'callbackAgent', centre),
  member('mediator', '何和平', 'mediator', centre),
  member('convenor', '马明义', 'convenor', centre),
  member('auditor', '吴清明', 'auditor', centre),
  member('admin', '郑管理', 'admin', centre),
  member('clerk2', '冯玉兰', 'clerk', elsewhere),
  member('dispatcher2', '褚卫东', 'dispatcher', elsewhere),
  member('handler3', '卫明亮', 'handler', elsewhere, '物业服务中心'),
  member('supervisor2', '蒋春华', 'supervisor', elsewhere),
  member('director2', '沈长安', 'director', elsewhere),
  member('callback2', '韩雪梅', 'callbackAgent', elsewhere),
  // Helpers of the demo community with accounts of their own; what they can do is in helpers.ts.
  member('liaison1', '尤联络', 'partnerLiaison', [demoCommunityName]),
  member('member1', '何立新', 'member', [demoCommunityName]),
  member('member2', '吕向阳', 'member', [demoCommunityName]),
  member('member3', '施文斌', 'member', [demoCommunityName]),
];

const roleNames: Partial<Record<Role, string>> = {
  clerk: '受理员',
  dispatcher: '派单员',
  handler: '承办人',
  gridWorker: '网格员',
  supervisor: '督办员',
  director: '书记/主任',
  mediator: '调解员',
  convenor: '议事召集人',
  callbackAgent: '回访员',
  auditor: '审计员',
  admin: '管理员',
  partnerLiaison: '共建单位联络员（临猗二中）',
  member: '在职党员',
};

/** The sign-ins of the first team and of the demo community's helpers, as `npm start` shows them. */
export const demoSignIns = cast
  .filter(({ communityNames }) => communityNames.includes(demoCommunityName))
  .map(({ username, password, name, role, unitName }) => ({
    username,
    password,
    name,
    role: [roleNames[role], unitName].filter(Boolean).join(' '),
  }));

function member(username: string, name: string, role: Role, communityNames: string[], unitName?: string): CastMember {
  return { username, name, role, password: demoPassword, communityNames, ...(unitName ? { unitName } : {}) };
}
