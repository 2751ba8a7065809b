// What the sign-in page may say to strangers: a demo installation names its demo people, any other says nothing.
import { sessionHints } from '../contracts/session.ts';
import { demoPassword } from '../config/demo.ts';
import { listDemoPeople } from '../store/demo-people.ts';
import { route, type Route } from './handle.ts';

export const sessionHintRoutes: readonly Route[] = [
  route(
    {
      method: 'get',
      path: '/session/hints',
      tag: '登录',
      summary: '演示安装的演示账号；正式安装为空',
      access: 'public',
      answer: sessionHints,
    },
    async ({ deps }) => {
      if (deps.config.production) return { demoUsers: [] };
      const people = await listDemoPeople(deps.store);
      return { demoUsers: people.map((person) => ({ ...person, password: demoPassword })) };
    },
  ),
];
