// What the doors refuse before anything is written, where a field alone would pass.
import { describe, expect, test } from 'vitest';
import { appealToCreate } from '../../contracts/appeals.ts';
import { offerReport } from '../../contracts/offers.ts';

const person = (n: number) => ({ name: `代表${n}`, phone: `1390000000${n}` });
const appellant = { name: '王大爷', phone: '13812345678' };
const facts = { type: 'HELP', category: 'LIGHT', communityId: 'shuangta', text: '楼前没有路灯。' };
const troubles = (schema: typeof appealToCreate | typeof offerReport, body: object) => {
  const { error } = schema.safeParse(body);
  return error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
};

describe('§4.6 a joint appeal', () => {
  const joint = (appellants: number, representatives: object[]) =>
    troubles(appealToCreate, { ...facts, appellant, joint: { appellants, representatives } });

  test('has at most five representatives, none twice, and no more than there are appellants', () => {
    const five = [1, 2, 3, 4, 5].map(person);
    expect(joint(5, five)).toEqual([]);
    expect(joint(9, [...five, person(6)])).toEqual([['joint.representatives', '代表不得超过 5 人']]);
    expect(joint(9, [person(1), person(1)])).toEqual([['joint.representatives', '代表的电话不能重复']]);
    expect(joint(3, five.slice(0, 4))).toEqual([['joint.representatives', '代表不能多于联名人数']]);
  });

  test('says who asks: nobody speaks for people without a name', () => {
    const body = { ...facts, joint: { appellants: 3, representatives: [person(1)] } };
    expect(troubles(appealToCreate, body)).toEqual([['joint', '匿名诉求不能联名，请写明诉求人']]);
    expect(troubles(appealToCreate, facts)).toEqual([]);
  });
});

describe('§4.5 a helper’s report', () => {
  test('of a task that is done says how many hours it took', () => {
    expect(troubles(offerReport, { stage: 'done' })).toEqual([['hours', '完成的任务请写明用时']]);
    expect(troubles(offerReport, { stage: 'done', hours: 0 })).toEqual([]);
    expect(troubles(offerReport, { stage: 'arrived' })).toEqual([]);
  });
});
