import { privacyNotice, privacyTitle } from '../wording/privacy.ts';
import { Page, type Frame } from './frame.tsx';
import { Emergency } from './parts.tsx';

export function HomePage({ frame }: { frame: Frame }) {
  return (
    <Page frame={frame} title="首页">
      <Emergency />
      <h1>您有什么事，告诉我们</h1>
      <p className="lead">不用注册，大约三分钟。每一步都有期限，您随时能查到办到哪里、谁在办。</p>
      <div className="doors">
        <a className="door first" href="/file/purpose">
          <b>我要反映</b>
          <span>求助、咨询、投诉、建议</span>
        </a>
        <a className="door" href="/follow">
          <b>查进度、作评价</b>
          <span>凭查询码</span>
        </a>
      </div>
      <h2>您说了以后</h2>
      <ol className="promises">
        <li>
          <b>受理</b>社区看到后决定由谁来办，并告诉您。
        </li>
        <li>
          <b>处理</b>承办单位联系您，上门或现场去办。
        </li>
        <li>
          <b>答复</b>办得怎样，有话直说。
        </li>
        <li>
          <b>您来评价</b>没办好，可以要求重办。
        </li>
      </ol>
      <p>哪一步超过了承诺的时间，系统会自动督办，页面上也会如实写明。</p>
    </Page>
  );
}

export function PrivacyPage({ frame }: { frame: Frame }) {
  return (
    <Page frame={frame} title={privacyTitle} back="/">
      <h1>{privacyTitle}</h1>
      {privacyNotice.map(({ heading, text }) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <p>{text}</p>
        </section>
      ))}
    </Page>
  );
}

/** Something did not work: what, and what to do now. */
export function TroublePage({ frame, title, text }: { frame: Frame; title: string; text: string }) {
  return (
    <Page frame={frame} title={title}>
      <h1>{title}</h1>
      <p className="lead">{text}</p>
      <p>
        <a className="button" href="/">
          回到首页
        </a>
      </p>
    </Page>
  );
}
