// What surrounds a paper of a case: the way back and the button on the screen, who printed it and when on the paper. A paper is
// shown as it will be printed, and only when all of it is there.
import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Spin } from 'antd';
import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useMe } from '../api/session.ts';
import { Missing } from '../appeal/missing.tsx';
import { useNow } from '../parts/now.ts';
import { pages } from '../paths.ts';
import { datedText } from './on-paper.ts';
import './sheet.css';

type Props = {
  no: string;
  title: string;
  /** What the paper is made of, as far as it is asked for. */
  parts: { data: unknown; error: Error | null; refetch: () => unknown }[];
  /** To whoever prints it; not on the paper. */
  warning?: string | null;
  /** Beside that of every paper. */
  className?: string;
  /** Null until all is there. */
  children: ReactNode;
};

export function Paper({ no, title, parts, warning, className = '', children }: Props) {
  useFooter(`${title} ${no}`);
  const failed = parts.find(({ data, error }) => data === undefined && error !== null);
  return (
    <>
      <title>{`${title} ${no} · 呼应`}</title>
      <nav className="back" aria-label="返回">
        <Link to={pages.appeal(no)}>← 诉求 {no}</Link>
      </nav>
      {failed?.error ? (
        <Missing error={failed.error} again={() => parts.forEach(({ refetch }) => void refetch())} />
      ) : children ? (
        <>
          <div className="a4-tools">
            <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
              打印
            </Button>
            <p className="quiet small">用 A4 纸。要存成 PDF，在打印窗口选“另存为 PDF”。姓名和电话在纸上一律遮住。</p>
            {warning && <Alert type="warning" showIcon title={warning} />}
          </div>
          <article className={`a4 ${className}`}>
            {children}
            <Printed />
          </article>
        </>
      ) : (
        <div className="stand-in">
          <Spin aria-label="正在载入" />
        </div>
      )}
    </>
  );
}

/** Sheets come apart: every page says of which paper it is (the rest of its foot stands in sheet.css). */
function useFooter(text: string): void {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--paper-name', JSON.stringify(text));
    return () => void style.removeProperty('--paper-name');
  }, [text]);
}

function Printed() {
  const me = useMe();
  const now = useNow(60_000);
  return (
    <p className="a4-printed nums">
      {datedText(new Date(now).toISOString())} {me.name}打印
    </p>
  );
}

/** The heading of a paper. */
export function PaperHead({ from, title, no }: { from: string; title: string; no: string }) {
  return (
    <header className="a4-head">
      <p>{from}居民诉求中心</p>
      <h1>{title}</h1>
      <p className="nums">编号：{no}</p>
    </header>
  );
}

export function Cells({ children }: { children: ReactNode }) {
  return <dl className="cells">{children}</dl>;
}

/** A ruled field of a form; `wide` takes the whole line. */
export function Cell({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'cell cell-wide' : 'cell'}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** One line each. */
export function Lines({ of }: { of: string[] }) {
  return of.map((line, index) => (
    <span key={index} className="row-line pre">
      {line}
    </span>
  ));
}

/** Where somebody signs, by hand. */
export function Signatures({ names }: { names: string[] }) {
  return (
    <div className="signatures">
      {names.map((name) => (
        <p key={name}>{name}：</p>
      ))}
    </div>
  );
}
