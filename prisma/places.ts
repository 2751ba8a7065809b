// Places and units as the seed lays them out, from a file of communities with their compounds.
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What the seed reads of a places file; `name: null` holds compounds of which no community is known. */
export const placesFile = z.object({
  county: z.string().default(''),
  communities: z.array(
    z.object({
      name: z.string().nullable(),
      town: z.string().optional(),
      feature: z.string().optional(),
      compounds: z.array(z.string()),
      buildings: z.int().min(0).max(200).default(6),
    }),
  ),
});
export type PlacesFile = z.infer<typeof placesFile>;

export type PlannedUnit = { id: string; communityId: string; name: string; kind: string; categories: string[] };
export type PlannedCommunity = { id: string; name: string; town: string; feature: string | null; demo: boolean };
export type Places = {
  communities: PlannedCommunity[];
  compounds: { id: string; communityId: string; name: string }[];
  buildings: { id: string; compoundId: string; name: string }[];
  units: PlannedUnit[];
};

// Ids are short words in URLs and data; communities without an entry get one made from their name.
const ids: Record<string, string> = {
  双塔社区: 'shuangta',
  葫芦岛社区: 'huludao',
  神后堡社区: 'shenhoubao',
  涑水社区: 'sushui',
  渠南社区: 'qunan',
  演示社区: 'demo',
};

/** Compounds of which the file knows no community go to this one: an assumption, for demo data only. */
const assumedCommunity = '涑水社区';

const unitKinds: { key: string; name: string; kind: string; categories: string[] }[] = [
  {
    key: 'wuye',
    name: '物业服务中心',
    kind: 'property',
    categories: ['LIGHT', 'HEAT_OUT', 'PIPE', 'HAZARD', 'GATE', 'CLEAN', 'PROP', 'EMERG'],
  },
  {
    key: 'juweihui',
    name: '社区居民委员会',
    kind: 'community',
    categories: [
      'LIGHT',
      'HEAT_NET',
      'HAZARD',
      'TOILET',
      'RENOV',
      'ROAD',
      'SIGN',
      'XINF',
      'HEALTH',
      'CHILD',
      'POLICY',
      'CULT',
      'OTHER',
    ],
  },
  { key: 'gongdian', name: '供电所', kind: 'utility', categories: ['LIGHT'] },
  { key: 'reli', name: '热力公司', kind: 'utility', categories: ['HEAT_OUT', 'HEAT_NET'] },
  { key: 'shuiwu', name: '水务公司', kind: 'utility', categories: ['PIPE'] },
  {
    key: 'zhujian',
    name: '县住建局',
    kind: 'department',
    categories: ['LIGHT', 'HAZARD', 'RENOV', 'HEAT_NET', 'PROP'],
  },
  { key: 'huanwei', name: '环卫站', kind: 'public', categories: ['CLEAN', 'TOILET'] },
  {
    key: 'guanjia',
    name: '红色管家服务队',
    kind: 'team',
    categories: ['ELDER', 'DISAB', 'ERRAND', 'VISIT', 'ONLINE', 'EMERG'],
  },
  { key: 'tiaojie', name: '社区调解委员会', kind: 'panel', categories: ['NEIGH', 'FAMILY'] },
  { key: 'xinli', name: '心理服务队', kind: 'team', categories: ['PSY'] },
];

/** Lays out the file's communities, each with its compounds, numbered buildings and the usual units. */
export function planPlaces(file: PlacesFile): Places {
  const homeless = file.communities.filter(({ name }) => name === null).flatMap(({ compounds }) => compounds);
  const places: Places = { communities: [], compounds: [], buildings: [], units: [] };
  for (const { name, town, feature, compounds, buildings } of file.communities) {
    if (name === null) continue;
    const all = name === assumedCommunity ? [...compounds, ...homeless] : compounds;
    addCommunity(
      places,
      { id: idOf(name), name, town: town ?? file.county, feature: feature ?? null, demo: false },
      all,
      buildings,
    );
  }
  return places;
}

/** Adds a community to the plan. */
export function addCommunity(
  places: Places,
  community: PlannedCommunity,
  compounds: string[],
  buildings: number,
): void {
  const communityId = community.id;
  places.communities.push(community);
  places.units.push(...unitKinds.map(({ key, ...unit }) => ({ ...unit, id: `${communityId}.${key}`, communityId })));
  for (const [index, name] of compounds.entries()) {
    const compoundId = `${communityId}.${index + 1}`;
    places.compounds.push({ id: compoundId, communityId, name });
    for (let n = 1; n <= buildings; n++)
      places.buildings.push({ id: `${compoundId}.${n}`, compoundId, name: `${n}号楼` });
  }
}

/** The id of a community by its name. */
export function idOf(name: string): string {
  return ids[name] ?? `c-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
