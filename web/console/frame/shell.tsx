// The frame of every signed-in page: name, navigation by role, who one is, sign out.
import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { App as AntApp, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import type { Me } from '../../../contracts/session.ts';
import { directoryReaders } from '../../../domain/directory/rules.ts';
import { accountReaders } from '../../../domain/people/accounts.ts';
import { deciders, registrars } from '../../../domain/people/permissions.ts';
import { roleLabels } from '../../wording/labels.ts';
import { communitiesOf, hasRole, helps, helpsOnly, seesCases, useMe } from '../api/session.ts';
import { DecisionCount } from '../decisions/decision-count.tsx';
import { pages } from '../paths.ts';
import { WaitingCount } from '../mine/waiting-count.tsx';
import { MissingYears } from '../revisions/missing-years.tsx';
import { useSignOut } from './sign-out.ts';

export function Shell() {
  return (
    <AntApp className="app">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Header />
      <Main />
    </AntApp>
  );
}

function Header() {
  const me = useMe();
  const nav = useShownCurrent();
  return (
    <header className="top">
      <div className="top-in">
        <NavLink to={helpsOnly(me) ? pages.myOffers : pages.appeals} className="brand" aria-label="呼应 首页">
          <span className="brand-name">呼应</span>
          <span className="brand-what">居民诉求中心</span>
        </NavLink>
        <nav ref={nav} className="nav" aria-label="主导航">
          {entries(me).map(([to, label]) => (
            <NavLink key={to} to={to}>
              {label}
              {to === pages.mine && <WaitingCount />}
              {to === pages.decisions && <DecisionCount />}
            </NavLink>
          ))}
        </nav>
        <WhoAmI me={me} />
      </div>
    </header>
  );
}

/** On a phone the navigation is wider than the screen: it is moved so that one sees where one is. */
function useShownCurrent() {
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = nav.current?.querySelector('[aria-current="page"]')?.getBoundingClientRect();
    if (!nav.current || !current) return;
    const frame = nav.current.getBoundingClientRect();
    nav.current.scrollLeft += current.left + current.width / 2 - (frame.left + frame.width / 2);
  }, [pathname]);
  return nav;
}

function WhoAmI({ me }: { me: Me }) {
  const signOut = useSignOut();
  const roles = [...new Set(me.grants.map((grant) => roleLabels[grant.role]))].join('、');
  const places = communitiesOf(me)
    .map((community) => community.name)
    .join('、');
  return (
    <div className="who">
      <NavLink to={pages.account} className="who-name" title={places} aria-label={`我的账号：${me.name}`}>
        <span>
          <UserOutlined aria-hidden /> {me.name}
        </span>
        <small>{roles || '没有岗位'}</small>
      </NavLink>
      <Button ghost size="small" icon={<LogoutOutlined aria-hidden />} onClick={() => void signOut()}>
        退出
      </Button>
    </div>
  );
}

/** The place a new page's reader starts from: focus goes there when the address changes, so that the keyboard follows. */
function Main() {
  const me = useMe();
  const { pathname } = useLocation();
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true });
    first.current = false;
  }, [pathname]);
  return (
    <main id="main" ref={main} tabIndex={-1} className="main">
      {hasRole(me, 'admin') && <MissingYears />}
      {me.grants.length > 0 || pathname === pages.account ? <Outlet /> : <NoPost />}
    </main>
  );
}

/** An account whose last post was taken away. */
function NoPost() {
  return (
    <div className="stand-in">
      <title>没有岗位 · 呼应</title>
      <h1>您现在没有岗位</h1>
      <p>请联系社区的管理员；有了岗位，重新载入即可开始工作。</p>
    </div>
  );
}

function entries(me: Me): [string, string][] {
  const found: [string, string][] = [];
  if (helps(me)) found.push([pages.myOffers, '我的任务'], [pages.myEntry, '我的资料']);
  if (helpsOnly(me) || me.grants.length === 0) return found;
  if (seesCases(me)) found.push([pages.appeals, '诉求']);
  if (hasRole(me, ...deciders)) found.push([pages.decisions, '待我决定']);
  if (hasRole(me, ...registrars)) found.push([pages.register, '登记']);
  if (seesCases(me)) found.push([pages.mine, '消息'], [pages.duty, '值班']);
  if (hasRole(me, ...directoryReaders)) found.push([pages.helpers, '名录']);
  if (hasRole(me, 'director', 'admin')) found.push([pages.notices, '通知']);
  if (hasRole(me, ...accountReaders)) found.push([pages.users, '用户']);
  found.push([pages.policies, '政策'], [pages.calendar, '日历']);
  if (hasRole(me, 'admin')) found.push([pages.revisions, '修订']);
  return found;
}
