// From gathered notices to letters with fixed contents: who reads it decides what is written, and the notices' keys its identity.
import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { NoticeKind } from '../../domain/appeal/notice-kinds.ts';
import type { NoticeFacts } from '../../domain/appeal/notices.ts';
import { dayMs } from '../../domain/time/shanghai.ts';
import type { Instant } from '../../domain/time/types.ts';
import type { Cipher } from '../../store/cipher.ts';
import {
  appellantContact,
  helperEmail,
  namesFor,
  officeContact,
  staffMember,
  type Names,
} from '../../store/letter-facts.ts';
import { noticesOfFormerStaff } from '../../store/people.ts';
import { standingOfWarnings } from '../../store/warnings.ts';
import { letterPlace } from '../../store/letters.ts';
import { shutOutNotices } from '../../store/shielding.ts';
import type { Composed, DueNotice, LetterDraft, Tx } from '../../store/notices.ts';
import { appellantPage, type Follow } from './appellant.ts';
import { digestPage } from './digest.ts';
import { helperPage } from './helper.ts';
import type { Links } from './links.ts';
import { officePage } from './office.ts';
import { renderHtml, renderText, type Page } from './page.ts';
import { staffPage } from './staff.ts';
import type { Subject, Written } from './subject.ts';
import { weeklyPage } from './weekly.ts';

export type ComposeDeps = {
  cipher: Cipher;
  links: Links;
  /** Right-hand side of Message-ID and List-Id. */
  host: string;
  log: Pick<Logger, 'error'>;
};

/** A one-click link works at least so long, and a day longer than the rung it acknowledges. */
const linkLife = 7 * dayMs;
/** A helper reports under the link by which they answered, an office comes back to its letter: so those work longer. */
const outsideLinkLife = 45 * dayMs;

/** Composes the letters of one recipient's notices; `gathered`: all in one letter, else one each. */
export async function composeLetters(
  deps: ComposeDeps,
  tx: Tx,
  given: DueNotice[],
  gathered: boolean,
  now: Instant,
): Promise<Composed> {
  // Whom a report turned out to be about is not told what was written down for them before, nor who has left the community.
  const ids = given.map(({ id }) => id);
  const shut = [...new Set([...(await shutOutNotices(tx, ids)), ...(await noticesOfFormerStaff(tx, ids))])];
  const open = given.filter(({ id }) => !shut.includes(id));
  const { current: notices, moot } = await asOfNow(tx, open);
  const names = await namesFor(tx, notices.map(factsOf));
  const composed: Composed = { letters: [], dropped: shut, failed: [], moot };
  const readers = new Map<string, Promise<Reader | null>>();
  // Who helps has a page for each offer, an office one for each call: their letters are about one thing.
  const together = gathered && !notices.some(({ recipient }) => recipient.includes(':'));
  for (const part of together ? [notices].filter((all) => all.length > 0) : notices.map((notice) => [notice])) {
    const ids = part.map((notice) => notice.id);
    try {
      const reader = await remembered(readers, part, () => readerOf(deps, tx, part));
      if (reader === null) composed.dropped.push(...ids);
      else composed.letters.push(letterOf(deps, part, reader.email, pageFor(deps, part, reader, names, { at: now })));
    } catch (error) {
      // One notice that cannot be put into words must not hold up everybody else's mail. (A failure of the database fails
      // the transaction, and with it all of this.)
      deps.log.error({ err: error, notices: ids }, 'a letter could not be composed');
      composed.failed.push(...ids);
    }
  }
  return composed;
}

/** A warning waits for the morning: what has been done by then is left out, and a due that has moved is told as it stands. */
async function asOfNow(tx: Tx, given: DueNotice[]): Promise<{ current: DueNotice[]; moot: string[] }> {
  const standing = await standingOfWarnings(
    tx,
    given.filter(({ kind }) => kind === 'warning').map(({ id }) => id),
  );
  const moot = given.filter(({ id }) => standing.get(id)?.running === false).map(({ id }) => id);
  const current = given
    .filter(({ id }) => !moot.includes(id))
    .map((notice) => {
      const dueAt = standing.get(notice.id)?.dueAt;
      return dueAt == null ? notice : { ...notice, facts: { ...factsOf(notice), dueAt } };
    });
  return { current, moot };
}

type Reader = {
  email: string;
  follow: Omit<Follow, 'url'> | null;
  /** Outside the house, each with a page of their own: a helper's id, an office's id and name. */
  helper?: string;
  office?: { id: string; name: string };
};

/** A member of staff is looked up once, an appellant for each case. */
function remembered<T>(known: Map<string, T>, [first]: DueNotice[], look: () => T): T {
  const name = first?.recipient === 'appellant' ? first.appealNo : (first?.recipient ?? '');
  const found = known.get(name) ?? look();
  known.set(name, found);
  return found;
}

/** Null: there is nobody (any more) to write to. */
async function readerOf({ cipher }: ComposeDeps, tx: Tx, [first]: DueNotice[]): Promise<Reader | null> {
  if (!first) return null;
  const [kind, id] = first.recipient.split(/:(.*)/s);
  if (id && (kind === 'helper' || kind === 'office')) {
    if (kind === 'helper') {
      const email = await helperEmail(tx, cipher, id);
      return email === null ? null : { email, follow: null, helper: id };
    }
    const office = await officeContact(tx, id);
    return office && { email: office.email, follow: null, office: { id, name: office.name } };
  }
  if (first.recipient !== 'appellant') {
    const member = await staffMember(tx, first.recipient);
    return member && { email: member.email, follow: null };
  }
  const contact = await appellantContact(tx, cipher, first.appealNo);
  return contact && { email: contact.email, follow: contact };
}

function pageFor(deps: ComposeDeps, part: DueNotice[], reader: Reader, names: Names, written: Written): Page {
  const subjects = part.map((notice) => subjectOf(deps, notice, names, written));
  const [first] = subjects;
  if (first && reader.follow) return appellantPage(first, { ...reader.follow, url: deps.links.followUrl }, written);
  const outside = first && outsidePage(deps, first, reader, written);
  if (outside) return outside;
  const all = (kind: NoticeKind) => subjects.every((subject) => subject.kind === kind);
  if (all('warning')) return digestPage(subjects, written);
  return all('otherListed') ? weeklyPage(subjects) : staffPage(subjects, written);
}

/** The letters of those who have a page of their own, with its address; null for everybody else. */
function outsidePage(
  { links }: ComposeDeps,
  subject: Subject,
  { helper, office }: Reader,
  written: Written,
): Page | null {
  const { no, offerId, raisedSeq, nextAt } = subject.facts;
  const endsAt = Math.max(written.at + outsideLinkLife, (nextAt ?? 0) + dayMs);
  if (helper !== undefined && offerId !== undefined)
    return helperPage(subject, links.offerUrl({ helperId: helper, no, offerId, endsAt }), written);
  if (office && raisedSeq !== null)
    return officePage(
      subject,
      { office: office.name, url: links.officeUrl({ officeId: office.id, no, raisedSeq, endsAt }) },
      written,
    );
  return null;
}

function subjectOf({ links }: ComposeDeps, notice: DueNotice, names: Names, written: Written): Subject {
  const facts = factsOf(notice);
  return {
    kind: notice.kind as NoticeKind,
    facts,
    community: names.communities.get(facts.communityId) ?? '',
    compound: facts.compoundId === null ? null : (names.compounds.get(facts.compoundId) ?? null),
    category: names.categories.get(facts.category) ?? facts.category,
    caseUrl: links.caseUrl(facts.no),
    acknowledgeUrl: acknowledgeUrl(links, notice, facts, written),
  };
}

function acknowledgeUrl(links: Links, notice: DueNotice, facts: NoticeFacts, written: Written): string | null {
  const outside = notice.recipient === 'appellant' || notice.recipient.includes(':');
  if (outside || facts.rung === null || facts.raisedSeq === null) return null;
  return links.acknowledgeUrl({
    userId: notice.recipient,
    no: facts.no,
    rung: facts.rung,
    raisedSeq: facts.raisedSeq,
    endsAt: Math.max(written.at + linkLife, (facts.nextAt ?? 0) + dayMs),
  });
}

function letterOf({ cipher, host }: ComposeDeps, part: DueNotice[], address: string, page: Page): LetterDraft {
  const id = letterId(part.map((notice) => notice.key));
  return {
    id,
    messageId: `<${id}@${host}>`,
    recipient: part[0]?.recipient ?? '',
    addressEnc: cipher.encrypt(address, letterPlace(id, 'address')),
    listId: `<${listOf(part[0]?.recipient ?? '')}.${host}>`,
    subject: page.subject,
    htmlEnc: cipher.encrypt(renderHtml(page), letterPlace(id, 'html')),
    textEnc: cipher.encrypt(renderText(page), letterPlace(id, 'text')),
    noticeIds: part.map((notice) => notice.id),
  };
}

function listOf(recipient: string): string {
  if (recipient === 'appellant') return 'appellants';
  if (recipient.startsWith('helper:')) return 'helpers';
  return recipient.startsWith('office:') ? 'offices' : 'staff';
}

/** The same notices make the same letter, whoever writes it and however often. */
export function letterId(keys: string[]): string {
  return createHash('sha256')
    .update([...keys].sort().join('\n'))
    .digest('base64url')
    .slice(0, 32);
}

function factsOf(notice: DueNotice): NoticeFacts {
  return notice.facts as NoticeFacts;
}
