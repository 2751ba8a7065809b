// What the pages behind links in mails stand in: plain HTML for a phone's browser or whatever a mail program opens links with.
import type { ReactNode } from 'react';

type SheetProps = {
  title: string;
  /** Inline; the page's policy allows it by its hash alone. */
  script?: string;
  /** Further rules, such as those of a printed page. */
  more?: string;
  children: ReactNode;
};

export function Sheet({ title, script, more = '', children }: SheetProps) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · 呼应`}</title>
        <style dangerouslySetInnerHTML={{ __html: style + more }} />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
        {script === undefined ? null : <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  );
}

export function Fact({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** A page that only says something: a link that is no good, or a server that is away. */
export function NotePage({ title, text, href, link }: { title: string; text: string; href: string; link: string }) {
  return (
    <Sheet title={title}>
      <p>{text}</p>
      <p>
        <a href={href}>{link}</a>
      </p>
    </Sheet>
  );
}

const style = `
body{margin:0;background:#f3f4f6;color:#111827;font:20px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:600px;margin:0 auto;padding:16px;background:#fff;box-sizing:border-box;min-height:100vh}
h1{margin:8px 0 16px;font-size:28px}
h2{margin:24px 0 8px;font-size:22px}
dl{margin:16px 0;border-top:1px solid #d1d5db}
dl div{display:flex;gap:12px;padding:8px 0;border-bottom:1px solid #e5e7eb}
dt{flex:none;width:6em;color:#374151}
dd{margin:0}
button{display:block;width:100%;min-height:64px;border:0;border-radius:8px;background:#b42318;color:#fff;font:bold 22px system-ui,sans-serif;cursor:pointer}
button.second{background:#fff;color:#111827;border:2px solid #4b5563}
a{display:inline-block;min-height:44px;padding:8px 0;color:#1d4ed8}
:focus-visible{outline:3px solid #1d4ed8;outline-offset:2px}
.note{padding:12px;border-left:6px solid #166534;background:#f0fdf4}
.plain{padding:12px;border-left:6px solid #4b5563;background:#f3f4f6}
.trouble{padding:12px;border-left:6px solid #b42318;background:#fef2f2}
details{margin:16px 0;border:2px solid #4b5563;border-radius:8px}
summary{min-height:60px;padding:12px 16px;box-sizing:border-box;font-weight:bold;cursor:pointer}
details form{padding:0 16px 16px}
fieldset{margin:0 0 16px;padding:0;border:0}
legend,.label{display:block;margin-bottom:4px;padding:0;font-weight:bold}
.pick{display:flex;gap:12px;align-items:center;min-height:60px;border-bottom:1px solid #e5e7eb}
.pick input{flex:none;width:28px;height:28px;margin:0;accent-color:#b42318}
.field{margin:0 0 16px}
.field input,.field textarea{width:100%;min-height:60px;padding:8px 12px;box-sizing:border-box;border:2px solid #4b5563;border-radius:8px;background:#fff;color:#111827;font:20px/1.5 system-ui,sans-serif}
.field input.short{width:8em}
.hint{display:block;color:#374151;font-size:18px}
.pre{white-space:pre-wrap}
`;
