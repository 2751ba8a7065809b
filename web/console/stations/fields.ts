// What the form of a station holds, and how it becomes the contract's bodies.
import { stationChange, stationToAdd, type Station } from '../../../contracts/stations.ts';
import { fieldIssues } from '../../../contracts/issues.ts';
import { hoursRows, hoursTrouble, windowsOf, type HoursRow } from '../parts/hours.ts';

export type Fields = {
  name: string;
  address: string;
  compoundId: string | null;
  hours: HoursRow[];
  services: string[];
  active: boolean;
};

export function stationFields(station: Station | null): Fields {
  if (!station) return { name: '', address: '', compoundId: null, hours: [], services: [], active: true };
  const { name, address, compoundId, hours, services, active } = station;
  return { name, address, compoundId, hours: hoursRows(hours), services, active };
}

export function bodyOf({ name, address, compoundId, hours, services }: Fields) {
  return { name, address, compoundId: compoundId ?? null, hours: windowsOf(hours), services };
}

/** What was changed alone, from the version that was seen: so that nobody's other change is undone. */
export function changesOf(before: Fields, now: Fields, version: number) {
  const whole = { ...bodyOf(now), active: now.active };
  const changed = changedNames(before, now);
  const named = Object.entries(whole).filter(([name]) => changed.includes(name as keyof Fields));
  return { ...Object.fromEntries(named), version };
}

export function changedNames(before: Fields, now: Fields): (keyof Fields)[] {
  return (Object.keys(before) as (keyof Fields)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]),
  );
}

/** What is wrong with the fields, each once. */
export function stationIssues(before: Fields | null, now: Fields, community: string) {
  const hours = hoursTrouble(now.hours);
  if (hours !== null) return [{ path: 'hours', message: hours }];
  const parsed = before
    ? stationChange.safeParse(changesOf(before, now, 1))
    : stationToAdd.safeParse({ communityId: community, ...bodyOf(now) });
  return parsed.success ? [] : fieldIssues(parsed.error);
}

export const stationFieldLabels: Record<keyof Fields, string> = {
  name: '名称',
  address: '地址',
  compoundId: '所在小区',
  hours: '开放时间',
  services: '能办什么',
  active: '在用',
};
