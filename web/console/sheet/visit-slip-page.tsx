// 上门联系单: what a handler takes along to the door. A stranger may open it: of a matter that is kept from somebody it says
// neither who asked nor what about, and the code leads to the residents' page without opening the case.
import { useQuery } from '@tanstack/react-query';
import { QRCode } from 'antd';
import { useParams } from 'react-router';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { appealQuery } from '../appeal/data.ts';
import { placeOf } from '../appeal/facts.tsx';
import { appellantLines, datedText, isDiscreet, writtenText } from './on-paper.ts';
import { Cell, Cells, Lines, Paper, PaperHead, Signatures } from './paper.tsx';

export function VisitSlipPage() {
  const { no = '' } = useParams();
  const appeal = useQuery(appealQuery(no));
  const warning = appeal.data && isDiscreet(appeal.data) ? discreetWarning : null;
  return (
    <Paper no={no} title="上门联系单" parts={[appeal]} warning={warning} className="a4-slip">
      {appeal.data ? <VisitSlip detail={appeal.data} /> : null}
    </Paper>
  );
}

const discreetWarning = '这件诉求须保密：单上不印诉求人和事由。请当面交给诉求人，不要留在门口或托人转交。';

function VisitSlip({ detail }: { detail: AppealDetail }) {
  const discreet = isDiscreet(detail);
  const promised = detail.clocks.find(({ name }) => name === 'handling');
  return (
    <>
      <PaperHead from={detail.communityName} title="上门联系单" no={detail.no} />
      <Cells>
        <Cell name="地点" wide>
          {placeOf(detail)}
        </Cell>
        {!discreet && (
          <>
            <Cell name="诉求人" wide>
              <Lines of={appellantLines(detail)} />
            </Cell>
            <Cell name="事由" wide>
              {detail.categoryName}：{writtenText(detail.title)}
            </Cell>
          </>
        )}
        <Cell name="承办单位">{detail.unitName ?? ''}</Cell>
        <Cell name="承办人">{detail.handlerName ?? ''}</Cell>
        {promised && promised.pausedRemainingMs === null && (
          <Cell name="承诺办结" wide>
            {datedText(promised.dueAt)}前
          </Cell>
        )}
      </Cells>
      <h2>约定与上门</h2>
      <Cells>
        <Cell name="约定时间">
          <Blank parts={['年', '月', '日', '时', '分']} />
        </Cell>
        <Cell name="约定地点">
          <Blank parts={[]} />
        </Cell>
        <Cell name="到达时间">
          <Blank parts={['年', '月', '日', '时', '分']} />
        </Cell>
        <Cell name="离开时间">
          <Blank parts={['时', '分']} />
        </Cell>
        <Cell name="上门结果" wide>
          <Choices of={['已当面沟通', '已现场处理', '未遇见，另行约定']} />
        </Cell>
        <Cell name="情况记录" wide>
          <span className="blank blank-tall" />
        </Cell>
        <Cell name="居民意见" wide>
          <span className="blank blank-tall" />
        </Cell>
      </Cells>
      <Signatures names={['居民签字', '上门人员', '日期']} />
      <Following anonymous={detail.appellant.anonymous} />
    </>
  );
}

/** Room to write in, before each of the words that are printed already. */
function Blank({ parts }: { parts: string[] }) {
  return (
    <span className="blank">
      {parts.map((part) => (
        <span key={part}>{part}</span>
      ))}
    </span>
  );
}

function Choices({ of }: { of: string[] }) {
  return (
    <span className="choices">
      {of.map((choice) => (
        <span key={choice}>□ {choice}</span>
      ))}
    </span>
  );
}

/** The address alone: who finds the slip learns nothing by it. */
function Following({ anonymous }: { anonymous: boolean }) {
  const address = new URL('/follow', window.location.origin).href;
  return (
    <div className="following">
      <QRCode
        type="svg"
        value={address}
        aria-label={`二维码：${address}`}
        size={128}
        bordered={false}
        color="#000"
        bgColor="#fff"
      />
      <div>
        <p>
          <strong>扫码查进度、作评价</strong>
        </p>
        <p>打开后填写登记时给您的查询码{anonymous ? '' : '和登记电话的最后四位'}。查询码不印在这张单上。</p>
        <p className="nums">{address}</p>
      </div>
    </div>
  );
}
