// A browser without scripts: it keeps cookies, follows redirects and sends forms as they stand on the page.

export type Visit = { status: number; path: string; html: string };

export class PlainBrowser {
  private cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  async get(path: string): Promise<Visit> {
    return this.visit(path, {});
  }

  /** Sends a form; `files` makes it multipart. */
  async post(path: string, fields: Record<string, string>, files: File[] = []): Promise<Visit> {
    if (files.length === 0) return this.visit(path, { method: 'POST', body: new URLSearchParams(fields) });
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    for (const file of files) body.append('files', file);
    return this.visit(path, { method: 'POST', body });
  }

  async raw(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { cookie, ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  private async visit(path: string, init: RequestInit): Promise<Visit> {
    const response = await this.raw(path, init);
    const location = response.headers.get('location');
    if (location !== null) return this.visit(location, {});
    return { status: response.status, path, html: await response.text() };
  }
}

/** The page's words without its tags. */
export function wordsOf({ html }: Visit): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}
