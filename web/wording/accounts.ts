// Words about accounts: their history, and what a password must be.
import type { AccountChangeKind } from '../../domain/people/accounts.ts';
import type { PasswordFault } from '../../domain/people/passwords.ts';

export const accountChangeLabels: Record<AccountChangeKind, string> = {
  created: '新建账号',
  disabled: '停用账号',
  enabled: '启用账号',
  passwordRenewed: '重置密码',
  passwordChanged: '本人换密码',
  postAdded: '增加岗位',
  postRemoved: '去掉岗位',
};

export const passwordFaultTexts: Record<PasswordFault, string> = {
  same: '不能与现在的密码相同',
  names: '密码里不能有用户名或姓名',
  simple: '太容易猜：不要用重复或挨着的字符',
};
