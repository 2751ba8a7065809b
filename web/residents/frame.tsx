// The residents' pages: React rendered on the server to plain HTML, plain forms that work without scripts, one stylesheet and
// a few hundred bytes of enhancement. This file is what every page stands in.
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { siteMotto, siteName } from '../wording/residents.ts';

/** What a page needs to know of the request, beside its own facts. */
export type Frame = {
  /** 长辈版 is on. */
  large: boolean;
  /** Where this page is, to come back to after the type size was changed. */
  path: string;
  /** Addresses of stylesheet and script, their contents' hash in them. */
  style: string;
  script: string;
};

type PageProps = {
  frame: Frame;
  /** Of the window; errors put themselves before it. */
  title: string;
  back?: string;
  hasErrors?: boolean;
  children: ReactNode;
};

/** A whole page. */
export function Page({ frame, title, back, hasErrors = false, children }: PageProps) {
  return (
    <html lang="zh-CN" className={frame.large ? 'large' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <title>{`${hasErrors ? '填写有误：' : ''}${title} - ${siteName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#8f1d14" />
        <meta name="color-scheme" content="light" />
        <link rel="icon" href="/residents.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={frame.style} />
        <script src={frame.script} defer />
      </head>
      <body>
        <a className="skip" href="#main">
          跳到正文
        </a>
        <header>
          <div className="inner">
            <a className="brand" href="/">
              <span className="name">{siteName}</span>
              <span className="motto">{siteMotto}</span>
            </a>
            <form method="post" action="/type-size" className="size" data-enhance="size">
              <input type="hidden" name="back" value={frame.path} />
              <button name="large" value={frame.large ? '0' : '1'} type="submit">
                {frame.large ? '普通字' : '长辈版'}
              </button>
            </form>
          </div>
        </header>
        <div className="inner">
          {back === undefined ? null : (
            <nav aria-label="返回">
              <a className="back" href={back}>
                返回
              </a>
            </nav>
          )}
          <main id="main" tabIndex={-1}>
            {children}
          </main>
        </div>
        <footer>
          <div className="inner">
            <p>
              <strong>需要帮忙？</strong>到社区居民诉求中心当面说，也可以拨打 <a href="tel:12345">12345</a>。
            </p>
            <ul>
              <li>
                <a href="/">首页</a>
              </li>
              <li>
                <a href="/follow">查进度</a>
              </li>
              <li>
                <a href="/join">双报到</a>
              </li>
              <li>
                <a href="/privacy">个人信息告知书</a>
              </li>
              <li>
                <a href="/console">工作人员入口</a>
              </li>
            </ul>
          </div>
        </footer>
      </body>
    </html>
  );
}

/** The page as the text that is sent. */
export function htmlOf(page: ReactNode): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
