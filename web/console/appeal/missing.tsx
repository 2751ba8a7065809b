// Why there is no case to show: it does not exist for this person, or it could not be fetched.
import { ApiProblem, wordsOf } from '../api/client.ts';
import { Trouble } from '../frame/notices.tsx';

export function Missing({ error, again }: { error: Error; again: () => void }) {
  if (error instanceof ApiProblem && error.code === 'notFound') {
    return (
      <div className="stand-in">
        <h1>没有这件诉求</h1>
        <p>编号可能有误，或它不在您的社区、单位范围内。</p>
      </div>
    );
  }
  return <Trouble words={wordsOf(error)} again={again} />;
}
