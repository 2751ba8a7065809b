// The demo's supervisor at the mail inbox: finds the letter about a case, and acknowledges from its link as a person would.
import { setTimeout as sleep } from 'node:timers/promises';

export type Letter = { id: string; subject: string; text: string; html: string; to: { address: string }[] };

export async function lettersAbout(mailUrl: string, no: string): Promise<Letter[]> {
  const answer = await fetch(`${mailUrl}/api/email`);
  const all = (await answer.json()) as Letter[];
  return all.filter((letter) => letter.text.includes(no) || letter.subject.includes(no));
}

export async function waitForLetter(mailUrl: string, no: string, word: string, patienceMs: number): Promise<Letter> {
  let seen: Letter[] = [];
  for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(300)) {
    seen = await lettersAbout(mailUrl, no);
    const found = seen.find((letter) => letter.subject.includes(word));
    if (found) return found;
  }
  throw new Error(`没有收到主题含“${word}”的邮件；收到的：${seen.map((letter) => letter.subject).join('；')}`);
}

/** Opens the letter's link (which changes nothing: `looked` checks it) and presses its button. Answers with the link. */
export async function acknowledgeFromMail(letter: Letter, looked: () => Promise<void>): Promise<string> {
  const link = /https?:\/\/[^\s"<>]+\/m\/[^\s"<>]+/.exec(letter.text)?.[0];
  if (!link) throw new Error(`邮件《${letter.subject}》里没有签收链接`);
  const card = await fetch(link);
  if (!card.ok) throw new Error(`打开签收链接：${card.status}`);
  await looked();
  const pressed = await fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    redirect: 'follow',
  });
  if (!pressed.ok) throw new Error(`签收督办：${pressed.status}`);
  return link;
}
