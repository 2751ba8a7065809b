// The API's reference as one plain page, made from the OpenAPI document; nothing is fetched from elsewhere.
import { apiCodes } from '../contracts/problem.ts';
import { refusalCodes } from '../domain/errors.ts';
import type { OpenApi, Operation } from './openapi.ts';
import { problems } from './problem.ts';

/** The page, complete with its style. */
export function docsPage(document: OpenApi): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag));
    return `<h2>${text(tag)}</h2>${own.map(({ method, path, operation }) => article(method, path, operation)).join('')}`;
  });
  const schemas = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `<details id="schema-${text(name)}"><summary><code>${text(name)}</code></summary><pre>${json(schema)}</pre></details>`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text(document.info.title)}</title><style>${style}</style></head><body><main>
<h1>${text(document.info.title)}</h1><p>${text(document.info.description)}</p>
<p>机器可读：<a href="/openapi.json">/openapi.json</a>（OpenAPI ${document.openapi}）；所有路径都在 <code>/api/v1</code> 之下。</p>
${sections.join('')}<h2>拒绝</h2>${problemTable()}<h2>结构</h2>${schemas.join('')}</main></body></html>`;
}

function article(method: string, path: string, operation: Operation): string {
  const access = operation.security.length > 0 ? '' : '<span class="open">无须登录</span>';
  const rows = operation.parameters.map(
    ({ name, in: place, required, schema, description }) =>
      `<tr><td><code>${text(name)}</code></td><td>${place}${required ? '，必填' : ''}</td><td>${text(description ?? '')}</td><td>${short(schema)}</td></tr>`,
  );
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const answers = Object.entries(operation.responses).map(([status, { description, content }]) => {
    const schema = Object.values(content ?? {})[0]?.schema;
    return `<li><b>${status}</b> ${text(description)} ${schema ? short(schema) : ''}</li>`;
  });
  return `<details id="${text(operation.operationId)}"><summary><b class="${method}">${method.toUpperCase()}</b> <code>${text(path)}</code> ${text(operation.summary)} ${access}</summary>
${rows.length > 0 ? `<table>${rows.join('')}</table>` : ''}${body ? `<p>正文：${short(body)}</p>` : ''}<ul>${answers.join('')}</ul></details>`;
}

function problemTable(): string {
  const rows = [...refusalCodes, ...apiCodes].map((code) => {
    const { status, title, detail } = problems[code];
    return `<tr id="${code}"><td>${status}</td><td><code>${code}</code></td><td>${title}</td><td>${detail}</td></tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

function short(schema: Record<string, unknown>): string {
  if (typeof schema.$ref === 'string') {
    const name = text(schema.$ref.split('/').at(-1) ?? '');
    return `<a href="#schema-${name}"><code>${name}</code></a>`;
  }
  return `<code>${text(JSON.stringify(schema))}</code>`;
}

function json(value: unknown): string {
  const shown = text(JSON.stringify(value, null, 2));
  return shown.replace(/#\/components\/schemas\/(\w+)/g, '<a href="#schema-$1">$1</a>');
}

function text(raw: string): string {
  return raw.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

const style = `body{font:16px/1.6 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}main{max-width:60rem;margin:auto;padding:1rem}
summary{padding:.4rem 0;cursor:pointer}details{border-bottom:1px solid #ddd}table{border-collapse:collapse;width:100%}
td{border:1px solid #ddd;padding:.25rem .5rem;vertical-align:top;overflow-wrap:anywhere}pre{overflow:auto;background:#f6f6f6;padding:.5rem}
.open{color:#0b5a2b}.get{color:#0b5394}.post{color:#0b5a2b}.patch{color:#7a4a00}.delete{color:#a11212}:target{background:#fff7d6}`;
