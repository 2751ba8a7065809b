// The outside offices of the demo: each town's street office, and departments of the county for the categories they answer for.
import { createHash } from 'node:crypto';
import type { PlannedCommunity } from './places.ts';

export type PlannedOffice = {
  id: string;
  kind: 'street' | 'department';
  name: string;
  town: string | null;
  categories: string[];
  email: string;
};

const departments: { key: string; name: string; categories: string[] }[] = [
  {
    key: 'zhujian',
    name: '县住房和城乡建设局',
    categories: ['LIGHT', 'HAZARD', 'RENOV', 'PROP', 'HEAT_OUT', 'HEAT_NET'],
  },
  { key: 'chengguan', name: '县城市管理局', categories: ['CLEAN', 'TOILET', 'SIGN'] },
  { key: 'shuiwu', name: '县水务局', categories: ['PIPE'] },
  { key: 'jiaotong', name: '县交通运输局', categories: ['ROAD'] },
  { key: 'minzheng', name: '县民政局', categories: ['ELDER'] },
  { key: 'canlian', name: '县残疾人联合会', categories: ['DISAB'] },
  { key: 'weijian', name: '县卫生健康局', categories: ['HEALTH', 'PSY'] },
  { key: 'xinfang', name: '县信访局', categories: ['XINF'] },
];

/** One office a town, and the county's departments. */
export function planOffices(communities: PlannedCommunity[]): PlannedOffice[] {
  const towns = [...new Set(communities.map(({ town }) => town))];
  const streets = towns.map((town) => {
    const id = `street-${createHash('sha256').update(town).digest('hex').slice(0, 8)}`;
    const email = `${id}@huying.example`;
    return { id, kind: 'street' as const, name: `${town}基层治理办公室`, town, categories: [] as string[], email };
  });
  const county = departments.map(({ key, name, categories }) => {
    const email = `${key}@huying.example`;
    return { id: `county-${key}`, kind: 'department' as const, name, town: null, categories, email };
  });
  return [...streets, ...county];
}
