// What a letter says, once, and its two renderings: HTML and plain text. Every string is escaped here, nowhere else.

export type Block =
  | { heading: string }
  | { paragraph: string }
  | { facts: [label: string, value: string][] }
  | { list: string[] }
  | { button: string; url: string }
  | { link: string; url: string }
  | { card: Block[] };

export type Page = { subject: string; blocks: Block[]; footer: string };

/** The HTML part: inline styles only, one column, readable on a phone and without images. */
export function renderHtml(page: Page): string {
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escapeHtml(page.subject)}</title></head>`,
    '<body style="margin:0;padding:16px;background:#f3f4f6;color:#1f2937;font:18px/1.6 sans-serif">',
    '<div style="max-width:600px;margin:0 auto;padding:20px;background:#fff;border-radius:8px">',
    page.blocks.map(htmlOf).join('\n'),
    `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #d1d5db;color:#4b5563;font-size:16px">${escapeHtml(page.footer)}</p>`,
    '</div></body></html>',
  ].join('\n');
}

/** The plain-text part, with everything the HTML part says. */
export function renderText(page: Page): string {
  return `${page.blocks.map(textOf).join('\n\n')}\n\n--\n${page.footer}\n`;
}

export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

function htmlOf(block: Block): string {
  if ('heading' in block) return `<h1 style="margin:0 0 12px;font-size:22px">${escapeHtml(block.heading)}</h1>`;
  if ('paragraph' in block) return `<p style="margin:0 0 12px">${escapeHtml(block.paragraph)}</p>`;
  if ('facts' in block) return factsHtml(block.facts);
  if ('list' in block) return listHtml(block.list);
  if ('button' in block) {
    const style =
      'display:inline-block;padding:14px 28px;background:#b42318;color:#fff;border-radius:6px;text-decoration:none;font-weight:bold';
    return `<p style="margin:16px 0"><a style="${style}" href="${escapeHtml(block.url)}">${escapeHtml(block.button)}</a></p>`;
  }
  if ('link' in block) {
    return `<p style="margin:0 0 12px"><a style="display:inline-block;padding:8px 0;color:#1d4ed8" href="${escapeHtml(block.url)}">${escapeHtml(block.link)}</a></p>`;
  }
  return `<div style="margin:16px 0;padding:16px;border:1px solid #d1d5db;border-radius:6px">${block.card.map(htmlOf).join('\n')}</div>`;
}

function factsHtml(facts: [string, string][]): string {
  const rows = facts.map(
    ([label, value]) =>
      `<tr><th scope="row" style="padding:4px 12px 4px 0;text-align:left;vertical-align:top;white-space:nowrap;color:#4b5563;font-weight:normal">${escapeHtml(label)}</th>` +
      `<td style="padding:4px 0">${escapeHtml(value)}</td></tr>`,
  );
  return `<table style="margin:0 0 12px;border-collapse:collapse">${rows.join('')}</table>`;
}

function listHtml(items: string[]): string {
  return `<ul style="margin:0 0 12px;padding-left:20px">${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
}

function textOf(block: Block): string {
  if ('heading' in block) return block.heading;
  if ('paragraph' in block) return block.paragraph;
  if ('facts' in block) return block.facts.map(([label, value]) => `${label}：${value}`).join('\n');
  if ('list' in block) return block.list.map((item) => `· ${item}`).join('\n');
  if ('button' in block) return `${block.button}：\n${block.url}`;
  if ('link' in block) return `${block.link}：\n${block.url}`;
  return `────────\n${block.card.map(textOf).join('\n')}`;
}
