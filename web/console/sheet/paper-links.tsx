// From the case to what of it goes onto paper.
import { PrinterOutlined } from '@ant-design/icons';
import type { AppealDetail } from '../../../contracts/appeals.ts';
import { isTerminal } from '../../../domain/words.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { pages } from '../paths.ts';

export function PaperLinks({ detail }: { detail: AppealDetail }) {
  // Over, a case is visited only where that was arranged when its appellant could not be reached.
  const visited =
    !isTerminal(detail.state) || detail.tasks.some(({ kind, state }) => kind === 'homeVisit' && state === 'open');
  return (
    <nav className="row" aria-label="打印">
      <LinkButton size="small" icon={<PrinterOutlined aria-hidden />} to={pages.caseSheet(detail.no)}>
        打印办理单
      </LinkButton>
      {visited && (
        <LinkButton size="small" icon={<PrinterOutlined aria-hidden />} to={pages.visitSlip(detail.no)}>
          上门联系单
        </LinkButton>
      )}
    </nav>
  );
}
