// How one stands with the community, and what one may do about it alone: pause, come back, leave.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button } from 'antd';
import type { OwnHelper } from '../../../contracts/helpers.ts';
import { ownMoves, type OwnMove } from '../../wording/offer-page.ts';
import { dateText } from '../../wording/times.ts';
import { api } from '../api/api.ts';
import { wordsOf } from '../api/client.ts';
import { StateBadge } from '../helpers/state-badge.tsx';
import { myHelperQuery, myOffersQuery } from '../offers/data.ts';
import { useNow } from '../parts/now.ts';

export function Standing({ entry }: { entry: OwnHelper }) {
  return (
    <section className="paper" aria-labelledby="own-standing">
      <h2 id="own-standing">
        现在 <StateBadge state={entry.state} consented={entry.consentAt !== null} />
      </h2>
      <p>
        <Words entry={entry} />
      </p>
      <Moves entry={entry} moves={['reinstate', 'suspend']} />
    </section>
  );
}

/** At the page's end: nobody goes by a slip of the thumb. */
export function Leaving({ entry }: { entry: OwnHelper }) {
  if (!entry.actions.some(({ action, allowed }) => action === 'leave' && allowed)) return null;
  return (
    <section className="paper" aria-labelledby="own-leaving">
      <h2 id="own-leaving">不再帮忙了</h2>
      <p>服务记录会保留；只想歇一阵的，用上面的“暂停一阵”。</p>
      <Moves entry={entry} moves={['leave']} />
    </section>
  );
}

function Moves({ entry, moves }: { entry: OwnHelper; moves: readonly OwnMove[] }) {
  const queries = useQueryClient();
  const { modal, message } = AntApp.useApp();
  const move = useMutation({
    mutationFn: (what: OwnMove) => api.moveMyHelper(what, { version: entry.version }),
    onSuccess: (_answer, what) => void message.success(ownMoves[what].done),
    onError: (error) => void message.error(wordsOf(error)),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: myHelperQuery.queryKey });
      void queries.invalidateQueries({ queryKey: myOffersQuery.queryKey });
    },
  });
  const ask = (what: OwnMove) =>
    modal.confirm({
      title: ownMoves[what].title,
      content: ownMoves[what].text,
      okText: ownMoves[what].button,
      cancelText: '再想想',
      okButtonProps: { danger: what === 'leave' },
      onOk: () => move.mutateAsync(what).catch(() => undefined),
    });
  const may = moves.filter((what) => entry.actions.some(({ action, allowed }) => action === what && allowed));
  if (may.length === 0) return null;
  return (
    <div className="offer-buttons">
      {may.map((what) => (
        <Button
          key={what}
          size="large"
          type={what === 'reinstate' ? 'primary' : 'default'}
          danger={what === 'leave'}
          loading={move.isPending}
          onClick={() => void ask(what)}
        >
          {ownMoves[what].button}
        </Button>
      ))}
    </div>
  );
}

function Words({ entry: { state, suspension, consentAt } }: { entry: OwnHelper }) {
  const now = useNow(60_000);
  const day = suspension && dateText(Date.parse(suspension.at), now);
  if (state === 'left') return <>您已退出，不会再来请您。想再帮忙，请重新报到。</>;
  if (state === 'enrolled') return <>等社区核实。核实以后，有合适的事就来问您。</>;
  if (state === 'suspended') {
    if (suspension?.own) return <>您从{day}起暂停，不会有新的求助；手上的事请照常办完。</>;
    return (
      <>
        {day && `${day}起`}由社区暂停{suspension?.reason && `（原因：${suspension.reason}）`}。有疑问请联系社区。
      </>
    );
  }
  return consentAt === null ? (
    <>没有同意告知书，不会来请您；在“更正资料”里可以重新同意。</>
  ) : (
    <>有合适的事会来问您，帮不帮由您定。</>
  );
}
