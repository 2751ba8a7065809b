// The demo's people at their mail inboxes: they find the letter about the case, open its link, and press what its page offers.
import { setTimeout as sleep } from 'node:timers/promises';

export type Letter = { id: string; subject: string; text: string; html: string; to: { address: string }[] };

export async function lettersAbout(mailUrl: string, no: string): Promise<Letter[]> {
  const answer = await fetch(`${mailUrl}/api/email`);
  const all = (await answer.json()) as Letter[];
  return all.filter((letter) => letter.text.includes(no) || letter.subject.includes(no));
}

/** The first `count` letters about the case whose subject has the word; waits for them. */
export async function waitForLetters(
  mailUrl: string,
  no: string,
  word: string,
  count: number,
  patienceMs: number,
): Promise<Letter[]> {
  let seen: Letter[] = [];
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(300)) {
    seen = await lettersAbout(mailUrl, no);
    const found = seen.filter((letter) => letter.subject.includes(word));
    if (found.length >= count) return found;
  }
  throw new Error(
    `没有收到 ${count} 封主题含“${word}”的邮件；收到的：${seen.map((letter) => letter.subject).join('；')}`,
  );
}

export async function waitForLetter(mailUrl: string, no: string, word: string, patienceMs: number): Promise<Letter> {
  const [first] = await waitForLetters(mailUrl, no, word, 1, patienceMs);
  if (!first) throw new Error(`没有收到主题含“${word}”的邮件`);
  return first;
}

/** The letter's own link: `kind` m to acknowledge, o to answer an offer. */
export function linkIn({ subject, text }: Letter, kind: 'm' | 'o'): string {
  const link = new RegExp(`https?://[^\\s"<>]+/${kind}/[^\\s"<>]+`).exec(text)?.[0];
  if (!link) throw new Error(`邮件《${subject}》里没有链接`);
  return link;
}

/** Opens a link as mail programs and scanners do; it must change nothing, which the caller checks. */
export async function openLink(link: string): Promise<string> {
  const page = await fetch(link);
  if (!page.ok) throw new Error(`打开邮件里的链接：${page.status}`);
  return page.text();
}

/** Presses a button of the link's page, with what stands in its form; answers the page that comes back. */
export async function pressOn(link: string, fields: Record<string, string> = {}): Promise<string> {
  const pressed = await fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    redirect: 'follow',
  });
  if (!pressed.ok) throw new Error(`在邮件的页面上按下按钮：${pressed.status}`);
  return pressed.text();
}
