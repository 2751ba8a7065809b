// Whole pages that stand in for one: loading, failed, not there. Plain HTML, since they must show before anything else is loaded.
import { Link, useRouteError } from 'react-router';
import { pages } from '../paths.ts';

export function Loading() {
  return (
    <div className="stand-in" role="status">
      正在载入…
    </div>
  );
}

export function Trouble({ words, again }: { words: string; again: () => void }) {
  return (
    <div className="stand-in" role="alert">
      <p>{words}</p>
      <button type="button" className="plain-button" onClick={again}>
        重试
      </button>
    </div>
  );
}

/** A page that could not be fetched (a new version was installed meanwhile) or that broke. */
export function Faulty() {
  const error = useRouteError();
  const fetched = error instanceof TypeError && /fetch|import|load/i.test(error.message);
  return (
    <div className="stand-in" role="alert">
      <title>出错了 · 呼应</title>
      <p>{fetched ? '页面已更新或网络不通，请重新载入。' : '页面出错了，请重新载入；若仍出错，请联系管理员。'}</p>
      <button type="button" className="plain-button" onClick={() => window.location.reload()}>
        重新载入
      </button>
    </div>
  );
}

export function NotThere() {
  return (
    <div className="stand-in">
      <title>没有这个页面 · 呼应</title>
      <h1>没有这个页面</h1>
      <Link to={pages.appeals}>回到诉求列表</Link>
    </div>
  );
}
