// The number beside 消息: what waits for oneself.
import { useWaitingCount } from './own-notices.ts';
import './mine.css';

export function WaitingCount() {
  const count = useWaitingCount();
  if (count === 0) return null;
  return (
    <span className="waiting-count">
      {count >= 100 ? '99+' : count}
      <span className="unseen">条待看</span>
    </span>
  );
}
