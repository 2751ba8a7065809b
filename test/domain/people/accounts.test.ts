import { describe, expect, test } from 'vitest';
import { accountActs, accountRefusal, type AccountAct, type Post } from '../../../domain/people/accounts.ts';
import { passwordFault } from '../../../domain/people/passwords.ts';

const admin = { id: 'admin', administers: ['a', 'b'] };
const clerk: Post = { role: 'clerk', communityId: 'a' };
const administrator: Post = { role: 'admin', communityId: 'a' };
const acts = Object.keys(accountActs) as AccountAct[];

describe('§8 who may do what to an account', () => {
  test.each<[what: string, act: AccountAct, communities: string[], post: Post | undefined, answer: string | null]>([
    ['all of it within one’s own communities', 'renewPassword', ['a', 'b'], undefined, null],
    ['its password is not one community’s', 'renewPassword', ['a', 'c'], undefined, 'otherCommunities'],
    ['nor is whether it can sign in', 'disable', ['a', 'c'], undefined, 'otherCommunities'],
    ['nor whether it can again', 'enable', ['a', 'c'], undefined, 'otherCommunities'],
    ['a post is its community’s', 'addPost', ['a', 'c'], clerk, null],
    ['given and taken', 'removePost', ['a', 'c'], clerk, null],
    ['and of no other', 'removePost', ['a', 'c'], { ...clerk, communityId: 'c' }, 'forbidden'],
    ['whatever else is held', 'addPost', ['a'], { ...clerk, communityId: 'c' }, 'forbidden'],
    ['an account without posts is looked after', 'renewPassword', [], undefined, null],
  ])('%s: %s', (_what, act, communityIds, post, answer) => {
    expect(accountRefusal(admin, { id: 'somebody', communityIds }, act, post)).toBe(answer);
  });

  test.each(acts)('nobody but an administrator: %s', (act) => {
    const nobody = { id: 'clerk', administers: [] };
    expect(accountRefusal(nobody, { id: 'somebody', communityIds: [] }, act, clerk)).toBe('forbidden');
  });

  test('to oneself one only takes a post, and not the one by which one administers', () => {
    const own = (act: AccountAct, post: Post) =>
      accountRefusal(admin, { id: 'admin', communityIds: ['a', 'b'] }, act, post);
    expect(acts.filter((act) => own(act, clerk) === null)).toEqual(['removePost']);
    expect(own('removePost', administrator)).toBe('ownAccount');
    expect(accountRefusal(admin, { id: 'other', communityIds: ['a'] }, 'removePost', administrator)).toBeNull();
  });
});

describe('§9 what a password must be', () => {
  const owner = { username: 'zhangzq', name: '张志强' };
  test.each([
    ['白鹭在河滩上慢慢走过去了', null],
    ['correct horse battery', null],
    ['old password here', 'same'],
    // Written otherwise, hashed alike.
    ['ｏｌｄ password here', 'same'],
    ['my ZhangZQ password', 'names'],
    ['我叫张志强今年四十五岁', 'names'],
    ['aaaaaaaaaaaa', 'simple'],
    ['abababababab', 'simple'],
    ['123456789012', 'simple'],
    ['zyxwvutsrqpo', 'simple'],
  ])('%s: %s', (next, fault) => {
    expect(passwordFault(next, 'old password here', owner)).toBe(fault);
  });
});
